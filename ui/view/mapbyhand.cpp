#include "ui/view/mapbyhand.h"

#include "ui/state/remember.h"
#include "ui/view/mapping.h"

namespace rnnscope {

void mapByHand(const Desk& desk, const ContentsPtr& contents, const QString& path, QWidget* parent)
{
    const ScenePtr scene = desk.session->scene();
    const bool shown = scene && scene->path == path && scene->contents.size() == 1
        && scene->contents.front() == contents;
    Choices choices = shown ? scene->choices : rememberedChoices(path);
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
            session->open(contents, path, choices);
        });
    dialog->open();
}

} // namespace rnnscope
