#include "ui/view/constant.h"

#include "ui/view/conditions.h"
#include "ui/view/curves.h"

#include <QLocale>

namespace rnnscope {

namespace {

QString verdictOf(const Fairness& fairness)
{
    const QString percent = QLocale().toString(100 * fairness.spread, 'f', 1);
    if (!fairness.reasons.empty())
        return paragraph("bad", HeldConstant::tr("⚠ Not a fair comparison of the cells:"));
    if (fairness.match == Match::Parameters)
        return paragraph(
            "dim", HeldConstant::tr("✓ Fair: parameters match within %1 %.").arg(percent));
    return paragraph("dim",
        HeldConstant::tr("✓ Fair by units: as many in each. The largest network has %1 % more "
                         "parameters than the smallest.")
            .arg(percent));
}

/// Whether it is fair, in a line, and below it why not.
QString verdict(const Conditions& comparison)
{
    if (comparison.models.size() == 1)
        return paragraph(
            "dim", HeldConstant::tr("Only one network is open: there is nothing to compare."));
    QString text = verdictOf(comparison.fairness);
    for (const QString& reason : comparison.reasons)
        text += paragraph("reason", QStringLiteral("• ") + reason);
    return text;
}

QString headerOf(
    const Conditions& comparison, const std::vector<int>& styles, const Palette& palette)
{
    QStringList names{QString()};
    for (qsizetype m = 0; m < comparison.models.size(); ++m)
        names += QStringLiteral("<b><span style='color:%1'>%2</span></b>")
                     .arg(palette.curve(styles[static_cast<size_t>(m)]).color().name(),
                         comparison.models[m].toHtmlEscaped());
    return tableRow(names, static_cast<int>(comparison.models.size()));
}

}

void HeldConstant::refresh(Changes changes)
{
    Changes ignored = Change::Position | Change::Cell;
    if (desk().selection->losses() == Losses::Current)
        ignored |= Change::Gradient; // it changes at every step
    if (!(changes & ~ignored))
        return;
    const ScenePtr scene = desk().session->scene();
    if (!scene) {
        setPage(tr("This comparison holds constant"), {},
            paragraph("dim", tr("Here you will see what makes the comparison fair.")));
        return;
    }
    const bool moving = desk().selection->losses() == Losses::Current;
    const GradientScene* gradient = moving ? nullptr : desk().session->gradient().get();
    const Conditions comparison = compare(*scene, gradient, desk().selection->layer());
    QString rows = headerOf(comparison, curveStyles(*scene, desk().selection->layer()), colours());
    for (const Conditions::Fact& fact : comparison.facts)
        rows += tableRow(
            QStringList(fact.name) + fact.values, static_cast<int>(comparison.models.size()));
    const bool alone = comparison.models.size() == 1;
    setPage(alone ? tr("This network") : tr("This comparison holds constant"), {},
        verdict(comparison) + QStringLiteral("<table width='100%'>%1</table>").arg(rows));
}

} // namespace rnnscope
