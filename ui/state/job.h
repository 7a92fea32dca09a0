#pragma once

#include "core/base/result.h"
#include "core/base/watch.h"

#include <QFutureWatcher>
#include <QObject>
#include <QtConcurrentRun>

#include <functional>
#include <memory>
#include <new>

namespace rnnscope {

/// The part of Job that does not depend on its type: whether it runs, how far it is.
class JobBase : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    bool running() const { return m_watch != nullptr; }
    double progress() const { return m_watch ? m_watch->progress() : 1; }
    void cancel()
    {
        if (m_watch)
            m_watch->cancel();
    }
    /// Cancels, and hears nothing more of it.
    void drop()
    {
        cancel();
        m_watch.reset();
    }

signals:
    void runningChanged(bool running);

protected:
    std::shared_ptr<Watch> m_watch; ///< of the newest request; empty when idle
};

/// Latest-wins background work: a newer request stops the older one, whose answer is dropped.
/// Answers arrive on the thread of the Job, in order.
template <class T>
class Job : public JobBase {
public:
    using JobBase::JobBase;
    using Work = std::function<Result<T>(Watch&)>;
    using Done = std::function<void(Result<T>)>;

    void start(Work work, Done done)
    {
        cancel();
        auto watch = std::make_shared<Watch>();
        m_watch = watch;
        auto* future = new QFutureWatcher<std::shared_ptr<Result<T>>>(this);
        connect(future, &QFutureWatcherBase::finished, this, [this, future, watch, done] {
            future->deleteLater();
            if (m_watch != watch)
                return;
            m_watch.reset();
            emit runningChanged(false);
            if (watch->cancelled()) // too late to stop it, not to do without it
                done(cancelled("Working"));
            else
                done(std::move(*future->result()));
        });
        future->setFuture(QtConcurrent::run([work = std::move(work), watch] {
            try {
                return std::make_shared<Result<T>>(work(*watch));
            } catch (const std::bad_alloc&) {
                return std::make_shared<Result<T>>(Error{Fault::Input, "Cannot do this",
                    "expected enough memory, found too little",
                    "Take a shorter sequence or a smaller model"});
            }
        }));
        emit runningChanged(true);
    }

    ~Job() override { cancel(); }
};

} // namespace rnnscope
