#pragma once

#include "ui/view/page.h"

namespace rnnscope {

class ChoiceForm;

/// What the chosen network is: its parts with their sizes, what its file says, and what had to be
/// assumed because the file does not say, which can be changed here.
class ModelCard : public Page {
    Q_OBJECT

public:
    explicit ModelCard(const Desk& desk, QWidget* parent = nullptr);

    void refresh(Changes changes) override;

signals:
    /// A vocabulary is to be given by hand.
    void vocabularyAsked();

private:
    ChoiceForm* m_form;
};

} // namespace rnnscope
