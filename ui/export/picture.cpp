#include "ui/export/picture.h"

#include "ui/view/view.h"

#include <QBuffer>
#include <QPdfWriter>
#include <QRegularExpression>
#include <QSvgGenerator>
#include <QtMath>

namespace rnnscope {

namespace {

constexpr int pixelsPerInch = 96; // a logical pixel

/// Views draw themselves as lines and text; what stands around them draws itself alone, so that
/// nothing is drawn twice.
/// @param visible the part of it that its parents show. It is no clip of the painter where it need
/// not be one: with a clip around it, render() loses what is drawn after a clip within (Qt 6.4)
void drawInside(QWidget& widget, QPainter& painter, const QRect& visible)
{
    if (auto* view = qobject_cast<View*>(&widget)) {
        if (visible != widget.rect())
            painter.setClipRect(visible);
        view->print(painter);
        return;
    }
    widget.render(&painter, visible.topLeft(), visible,
        widget.isWindow() ? QWidget::DrawWindowBackground : QWidget::RenderFlags());
    for (QObject* object : widget.children()) {
        auto* child = qobject_cast<QWidget*>(object);
        if (!child || child->isWindow() || !child->isVisibleTo(&widget))
            continue;
        const QRect shown = visible.translated(-child->pos()) & child->rect();
        if (shown.isEmpty())
            continue;
        painter.save();
        painter.translate(child->pos());
        drawInside(*child, painter, shown);
        painter.restore();
    }
}

void draw(QWidget& widget, QPainter& painter)
{
    painter.fillRect(widget.rect(), widget.palette().color(QPalette::Base));
    drawInside(widget, painter, widget.rect());
}

void drawSvg(QWidget& widget, QIODevice& out)
{
    QSvgGenerator generator;
    generator.setOutputDevice(&out);
    generator.setResolution(pixelsPerInch);
    generator.setSize(widget.size());
    generator.setViewBox(widget.rect());
    generator.setTitle(widget.accessibleName());
    QPainter painter(&generator);
    draw(widget, painter);
}

/// The same with the small pictures that are drawn large made of more pixels, each value of many:
/// most programs smooth them, whatever the file says, and then values run into each other.
QByteArray sharpened(const QByteArray& svg)
{
    static const QRegularExpression small(
        R"re(width="([\d.]+)" height="([\d.]+)" preserveAspectRatio="none" )re"
        R"re(image-rendering="optimizeSpeed" xlink:href="data:image/png;base64,([^"]++)")re");
    const QString text = QString::fromUtf8(svg);
    QString sharp;
    qsizetype done = 0;
    for (auto it = small.globalMatch(text); it.hasNext();) {
        const auto found = it.next();
        const QImage image = QImage::fromData(QByteArray::fromBase64(found.captured(3).toLatin1()));
        constexpr int finer = 4; // pixels to a logical one
        const QSize size(
            finer * qCeil(found.captured(1).toDouble() / image.width()) * image.width(),
            finer * qCeil(found.captured(2).toDouble() / image.height()) * image.height());
        QByteArray bytes;
        QBuffer out(&bytes);
        image.scaled(size).save(&out, "PNG");
        sharp += QStringView(text).mid(done, found.capturedStart(3) - done);
        sharp += QString::fromLatin1(bytes.toBase64());
        done = found.capturedEnd(3);
    }
    sharp += QStringView(text).mid(done);
    return sharp.toUtf8();
}

void drawPdf(QWidget& widget, QIODevice& out)
{
    QPdfWriter writer(&out);
    writer.setResolution(pixelsPerInch);
    writer.setPageSize(QPageSize(QSizeF(widget.size()) / pixelsPerInch, QPageSize::Inch));
    writer.setPageMargins({});
    QPainter painter(&writer);
    painter.setRenderHint(QPainter::LosslessImageRendering); // colours are values
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
        imageOf(widget, scale).save(&out, "PNG");
    else if (suffix == "svg")
        drawSvg(widget, out);
    else if (suffix == "pdf")
        drawPdf(widget, out);
    return suffix == "svg" ? sharpened(bytes) : bytes;
}

QImage imageOf(QWidget& widget, double scale, QSize size)
{
    if (size.isEmpty())
        size = widget.size();
    QImage image(size * scale, QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    image.fill(widget.palette().color(QPalette::Base));
    QPainter painter(&image);
    draw(widget, painter);
    return image;
}

} // namespace rnnscope
