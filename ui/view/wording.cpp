#include "ui/view/wording.h"

#include "core/base/words.h"
#include "core/load/assume.h"
#include "core/task/drills.h"
#include "core/task/tasks.h"

#include <QCoreApplication>

#include <array>
#include <span>

namespace rnnscope {

namespace {

/// What facts.h and the training command write, a phrase each.
constexpr std::array training = {
    QT_TRANSLATE_NOOP("card", "SGD with momentum %1"),
    QT_TRANSLATE_NOOP("card", "rate %1 falling to 0"),
    QT_TRANSLATE_NOOP("card", "gradient norm at most %1"),
    QT_TRANSLATE_NOOP("card", "gradient not clipped"),
    QT_TRANSLATE_NOOP("card", "truncated after %1 steps"),
    QT_TRANSLATE_NOOP("card", "through whole sequences"),
    QT_TRANSLATE_NOOP("card", "%1 nats a token"),
    QT_TRANSLATE_NOOP("card", "%1 half squared error"),
};

QString worded(const Phrase& phrase)
{
    const QString text = QCoreApplication::translate("card", phrase.text.c_str());
    return QString::fromStdString(filled(text.toStdString(), phrase.parts));
}

QString joined(std::span<const Phrase> phrases)
{
    QStringList texts;
    for (const Phrase& phrase : phrases)
        texts += worded(phrase);
    return texts.join(", ");
}

/// The phrase that a text was made of, where it is one of training.
Phrase recognised(const std::string& text)
{
    for (const std::string_view pattern : training) {
        const size_t place = pattern.find("%1");
        const std::string_view before = pattern.substr(0, place);
        const std::string_view after
            = place == pattern.npos ? std::string_view() : pattern.substr(place + 2);
        if (text.size() >= before.size() + after.size() && text.starts_with(before)
            && text.ends_with(after) && (place != pattern.npos || text == pattern))
            return {std::string(pattern),
                {text.substr(before.size(), text.size() - before.size() - after.size())}};
    }
    return {"%1", {text}};
}

}

QString worded(const Saying& saying) { return joined(saying.phrases()); }

QString wordedAfterOption(const Note& note)
{
    std::span<const Phrase> phrases = note.said.phrases();
    const std::string& option = note.options[note.chosen];
    if (!phrases.empty() && filled(phrases[0].text, phrases[0].parts) == option)
        phrases = phrases.subspan(1);
    return joined(phrases);
}

QString wordedOption(const std::string& option)
{
    return QCoreApplication::translate("card", option.c_str());
}

QString wordedChoice(const std::string& name)
{
    constexpr std::array others
        = {std::pair(choice::activation, "nonlinearity"), std::pair(choice::reset, "reset gate"),
            std::pair(choice::forgetBias, "added to the forget bias")};
    for (const auto& [id, what] : others)
        if (name == id)
            return QCoreApplication::translate("card", what);
    return QCoreApplication::translate("card", name.c_str()); // as its note is called
}

QString wordedTraining(const std::string& text)
{
    QStringList texts;
    for (const QString& part : QString::fromStdString(text).split(", "))
        texts += worded(recognised(part.toStdString()));
    return texts.join(", ");
}

QString wordedTitle(const QString& title)
{
    return QCoreApplication::translate("task", title.toUtf8().constData());
}

QString wordedTask(const std::string& id)
{
    const Task* task = findTask(id);
    const Drill* drill = findDrill(id);
    const char* title = task ? task->title : drill ? drill->title : nullptr;
    return title ? QCoreApplication::translate("task", title) : QString::fromStdString(id);
}

} // namespace rnnscope
