#include "ui/view/tensorpicture.h"

#include "ui/paint/text.h"

#include <QPainter>

#include <numeric>

namespace rnnscope {

namespace {

constexpr int pictureWidth = 150, pictureHeight = 56, stripHeight = 14, noHeight = 16;
constexpr int vectorHeight = 42; ///< of the scale beside a strip
constexpr int leftRoom = 16, scaleRoom = 46;
constexpr int lettersRoom = 14, noLettersRoom = 4; ///< above a picture

/// Every so many rows and columns, so that there is one for each pixel at most.
Piece thinned(Piece piece)
{
    const int64_t down = 1 + (piece.rows - 1) / pictureHeight;
    const int64_t along = 1 + (piece.columns - 1) / pictureWidth;
    piece.rows = 1 + (piece.rows - 1) / down;
    piece.columns = 1 + (piece.columns - 1) / along;
    piece.rowStep *= down;
    piece.columnStep *= along;
    return piece;
}

}

TensorPicture::TensorPicture(const Palette& colours, QWidget* parent)
    : QWidget(parent)
    , m_colours(colours)
{
    setFont(scaled(font(), 0.8));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

int TensorPicture::drawnHeight() const
{
    return m_values.size() == 0 ? noHeight : m_vector ? vectorHeight - topRoom() : pictureHeight;
}

int TensorPicture::topRoom() const
{
    return m_vector || (m_across && !m_gates.isEmpty()) ? lettersRoom : noLettersRoom;
}

QSize TensorPicture::sizeHint() const
{
    return {leftRoom + pictureWidth + 8 + scaleRoom, drawnHeight() + topRoom()};
}

void TensorPicture::read(const Archive& archive, const std::string& name)
{
    m_name = name;
    m_values.resize(0, 0);
    m_vector = false;
    Piece piece = wholeOf(archive, placeOf(archive, name));
    if (piece.empty())
        return;
    m_vector = piece.columns == 1;
    piece = thinned(m_vector ? piece.transposed() : piece);
    m_values.resize(piece.rows, piece.columns);
    if (!lieWithin(piece, archive) || gather(piece, archive, m_values, Watch()))
        m_values.resize(0, 0); // the file is not what it was
    const Eigen::MatrixXd numbers = m_values.cast<double>();
    m_scale = roundScale({numbers.data(), static_cast<size_t>(numbers.size())});
}

void TensorPicture::show(
    const Archive& archive, const std::string& name, const QStringList& gates, bool across)
{
    if (name != m_name)
        read(archive, name);
    m_gates = gates;
    m_across = across || m_vector;
    updateGeometry();
    update();
}

void TensorPicture::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (m_values.size() == 0) {
        painter.setPen(QPen(m_colours.border, 1, Qt::DashLine));
        painter.drawRect(QRectF(leftRoom + 0.5, topRoom() + 0.5, pictureWidth, noHeight - 1));
        return;
    }
    const QRectF area(leftRoom, topRoom(), pictureWidth, m_vector ? stripHeight : pictureHeight);
    std::vector<int> rows(static_cast<size_t>(m_values.rows()));
    std::iota(rows.begin(), rows.end(), 0);
    painter.drawImage(area, heatImage(m_values, rows, 0, m_values.cols(), m_scale, m_colours));
    painter.setPen(m_colours.border);
    painter.drawRect(area.adjusted(-0.5, -0.5, 0.5, 0.5));
    drawGates(painter, area);
    const double top = m_vector ? 0 : topRoom();
    drawScale(painter,
        QRectF(area.right() + 8, top + 0.5, scaleRoom, sizeHint().height() - top - 1), m_scale,
        m_colours);
}

void TensorPicture::drawGates(QPainter& painter, const QRectF& area) const
{
    const double part = (m_across ? area.width() : area.height()) / double(m_gates.size());
    for (qsizetype i = 0; i < m_gates.size(); ++i) {
        const double from = double(i) * part;
        painter.setPen(m_colours.dim);
        if (m_across)
            painter.drawText(QRectF(area.left() + from, area.top() - topRoom(), part, topRoom()),
                Qt::AlignCenter, m_gates[i]);
        else
            painter.drawText(QRectF(0, area.top() + from, leftRoom - 3, part),
                Qt::AlignRight | Qt::AlignVCenter, m_gates[i]);
        painter.setPen(m_colours.text);
        if (i > 0 && m_across)
            painter.drawLine(QPointF(area.left() + from, area.top() - 3),
                QPointF(area.left() + from, area.bottom() + 2));
        else if (i > 0)
            painter.drawLine(QPointF(area.left() - 3, area.top() + from),
                QPointF(area.right() + 2, area.top() + from));
    }
}

} // namespace rnnscope
