#include "ui/view/mapbyhand.h"

#include "ui/state/remember.h"
#include "ui/view/mapping.h"

namespace rnnscope {

void mapByHand(const Desk& desk, const ContentsPtr& contents, const QString& path, QWidget* parent)
{
    const FileOrigin origin = desk.session->origin();
    const bool shown = origin.path == path && origin.contents == contents;
    Choices choices = shown ? origin.choices : rememberedChoices(path);
    auto present = readMapping(choices[choice::mapping]);
    auto* dialog
        = new MappingDialog(desk, contents, present ? *std::move(present) : Mapping(), parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    std::erase_if(choices, [](const auto& one) { // the others are of another network
        return one.first != choice::tokens && one.first != choice::vocabulary;
    });
    QObject::connect(dialog, &QDialog::accepted, desk.session,
        [session = desk.session, dialog, contents, path, choices]() mutable {
            choices[choice::mapping] = writeMapping(dialog->mapping());
            const bool chosen = session->origin().contents == contents; // still
            if (chosen && session->scene()->models.size() > 1)
                session->assume(choices); // the others stay beside it
            else
                session->open(contents, path, choices);
        });
    dialog->open();
}

} // namespace rnnscope
