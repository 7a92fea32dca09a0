#include "ui/inspector/overview.h"

#include "ui/view/cardtext.h"

namespace rnnscope {

void Overview::show(const ContentsPtr& contents, const ScenePtr& scene, const ModelPtr& model)
{
    if (model)
        return setPage(tr("Overview"), {}, cardText(*scene, *model, true));
    if (!contents)
        return setPage(tr("Overview"), {},
            paragraph("dim", tr("Here you will see everything that a file holds.")));
    setPage(tr("Overview"), {},
        paragraph("dim", tr("No network was recognised in this file. Its tensors are at the left."))
            + fileText(*contents));
}

} // namespace rnnscope
