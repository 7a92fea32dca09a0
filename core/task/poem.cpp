#include "core/task/poem.h"

#include <array>

namespace rnnscope {

namespace {

constexpr std::string_view korean = "봄비 내리는 골목 끝에 작은 등 하나 켜져 있네\n"
                                    "우산을 쓴 사람은 그 불빛 따라 천천히 집으로 가고\n"
                                    "우산이 없는 사람은 그 불빛 아래 가만히 비를 듣네\n"
                                    "어제 온 비는 흙에게 물었지, 아직 자고 있느냐고\n"
                                    "오늘 온 비는 씨앗에게 물었지, 이제 일어났느냐고\n"
                                    "흙은 대답 대신 조금 더 부드러워지고\n"
                                    "씨앗은 대답 대신 조금 더 푸르러졌네\n"
                                    "봄비 그친 골목 끝에 작은 등 하나 꺼져 있네\n"
                                    "우산을 접은 사람은 그 길을 따라 천천히 집을 나서고\n"
                                    "우산을 잊은 사람은 그 길에 서서 가만히 꽃을 보네\n"
                                    "봄비 지나간 골목 끝에 작은 꽃 하나 피어 있네";

constexpr std::string_view english = "Spring rain is falling in the lane\n"
                                     "and one small lamp is lit.\n"
                                     "The one who has a coat walks home\n"
                                     "and does not look at it.\n"
                                     "The one who has no coat stands still\n"
                                     "and listens under it.\n"
                                     "Last night the rain had asked the earth\n"
                                     "if it was still asleep.\n"
                                     "Tonight the rain has asked the seed\n"
                                     "how long, how dark, how deep.\n"
                                     "The earth said nothing and grew soft,\n"
                                     "the seed said nothing and grew.\n"
                                     "Spring rain is over in the lane\n"
                                     "and one small leaf is new.";

/// The first two lines.
constexpr std::string_view opening(std::string_view poem)
{
    return poem.substr(0, poem.find('\n', poem.find('\n') + 1));
}

constexpr std::array examples{
    Example{"poem-ko", "봄비", korean, opening(korean)},
    Example{"poem-en", "Spring rain", english, opening(english)},
};

} // namespace

std::span<const Example> poems() { return examples; }

} // namespace rnnscope
