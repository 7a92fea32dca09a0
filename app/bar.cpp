#include "app/bar.h"

#include <algorithm>
#include <cstdio>
#include <unistd.h>

namespace rnnscope {

namespace {

constexpr int width = 30; ///< characters of the bar
constexpr int milliseconds = 100; ///< between two pictures of it

} // namespace

Bar::Bar(const QString& title, int steps, const QString& unit)
    : m_title(title)
    , m_unit(unit)
    , m_steps(steps)
    , m_terminal(isatty(STDERR_FILENO))
{
    m_sinceShown.start();
}

Bar::~Bar()
{
    if (m_terminal)
        std::fputc('\n', stderr);
}

bool Bar::due(int step)
{
    if (step == m_steps)
        return true;
    if (!m_terminal)
        return step % std::max(1, m_steps / 10) == 0;
    return m_sinceShown.elapsed() >= milliseconds;
}

void Bar::show(const TrainProgress& now)
{
    m_loss += now.loss;
    m_norm += now.norm;
    ++m_count;
    if (!due(now.step))
        return;
    const QString figures = QString("step %1 of %2 · loss %3 %5 · gradient norm %4")
                                .arg(now.step)
                                .arg(m_steps)
                                .arg(m_loss / m_count, 0, 'f', 3)
                                .arg(m_norm / m_count, 0, 'f', 2)
                                .arg(m_unit);
    if (m_terminal) {
        const int done = width * now.step / m_steps;
        const QString bar = QString(done, u'█') + QString(width - done, u'░');
        // \033[K clears what a longer line has left
        std::fprintf(stderr, "\r%s %s %s\033[K", qUtf8Printable(m_title.leftJustified(4)),
            qUtf8Printable(bar), qUtf8Printable(figures));
    } else {
        std::fprintf(stderr, "%s: %s\n", qUtf8Printable(m_title), qUtf8Printable(figures));
    }
    m_sinceShown.restart();
    m_loss = m_norm = m_count = 0;
}

} // namespace rnnscope
