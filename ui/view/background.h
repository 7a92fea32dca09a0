#pragma once

#include "ui/state/job.h"

namespace rnnscope {

/// Does the work at once where it takes no longer than a frame, else in the job. Whatever the job
/// did before is dropped.
template <class T>
void doOrStart(
    Job<T>& job, bool quick, typename Job<T>::Work work, const typename Job<T>::Done& done)
{
    job.drop();
    if (!quick)
        return job.start(std::move(work), done);
    Watch watch;
    done(work(watch));
}

} // namespace rnnscope
