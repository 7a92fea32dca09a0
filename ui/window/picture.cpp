#include "ui/window/picture.h"

#include "ui/view/view.h"

#include <QBuffer>
#include <QPdfWriter>
#include <QSvgGenerator>

namespace rnnscope {

namespace {

void draw(QWidget& widget, QPainter& painter)
{
    if (auto* view = qobject_cast<View*>(&widget))
        view->print(painter);
    else
        widget.render(&painter);
}

void drawPng(QWidget& widget, QIODevice& out, double scale)
{
    QImage image(widget.size() * scale, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(scale);
    image.fill(widget.palette().color(QPalette::Base));
    QPainter painter(&image);
    draw(widget, painter);
    painter.end();
    image.save(&out, "PNG");
}

void drawSvg(QWidget& widget, QIODevice& out)
{
    QSvgGenerator generator;
    generator.setOutputDevice(&out);
    generator.setSize(widget.size());
    generator.setViewBox(widget.rect());
    generator.setTitle(widget.accessibleName());
    QPainter painter(&generator);
    painter.fillRect(widget.rect(), widget.palette().color(QPalette::Base));
    draw(widget, painter);
}

void drawPdf(QWidget& widget, QIODevice& out)
{
    constexpr int pixelsPerInch = 96; // a logical pixel
    QPdfWriter writer(&out);
    writer.setResolution(pixelsPerInch);
    writer.setPageSize(QPageSize(QSizeF(widget.size()) / pixelsPerInch, QPageSize::Inch));
    writer.setPageMargins({});
    QPainter painter(&writer);
    painter.fillRect(widget.rect(), widget.palette().color(QPalette::Base));
    draw(widget, painter);
}

}

const QStringList& pictureSuffixes()
{
    static const QStringList all{"png", "svg", "pdf"};
    return all;
}

QByteArray picture(QWidget& widget, const QString& suffix, double scale)
{
    QByteArray bytes;
    QBuffer out(&bytes);
    out.open(QIODevice::WriteOnly);
    if (suffix == "png")
        drawPng(widget, out, scale);
    else if (suffix == "svg")
        drawSvg(widget, out);
    else if (suffix == "pdf")
        drawPdf(widget, out);
    return bytes;
}

} // namespace rnnscope
