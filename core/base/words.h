#pragma once

/// Marks a text of core for translation. Core stays English; the ui translates with the same
/// context. The definition equals Qt's own, so both headers may be included together.
#ifndef QT_TRANSLATE_NOOP
#define QT_TRANSLATE_NOOP(scope, x) x
#endif
