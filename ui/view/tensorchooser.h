#pragma once

#include <QComboBox>

class QStandardItemModel;

namespace rnnscope {

/// A tensor as it is offered.
struct TensorOffer {
    QString name;
    QString shape;
    QString obstacle; ///< why it cannot be chosen; empty: it can
    bool used = false; ///< in another place
};

/// A box of tensors, those that fit first. Typing finds all whose names hold the text.
class TensorChooser : public QComboBox {
    Q_OBJECT

public:
    explicit TensorChooser(QWidget* parent = nullptr);

    /// @param present the name that is chosen; empty: none
    void offer(const std::vector<TensorOffer>& offers, const QString& present);

signals:
    /// Somebody chose the tensor of that name, or none.
    void chosen(const QString& name);

protected:
    void wheelEvent(QWheelEvent* event) override;

private:
    void add(const TensorOffer& offer);
    void find();
    void settle();

    QStandardItemModel* m_items;
};

} // namespace rnnscope
