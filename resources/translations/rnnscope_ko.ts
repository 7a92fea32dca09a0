<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR">
<context>
    <name>Account</name>
    <message>
        <source>“%1”, the most probable, in numbers</source>
        <translation>가장 확률이 높은 “%1”, 숫자로 보면</translation>
    </message>
    <message>
        <source>output %1, in numbers</source>
        <translation>출력 %1, 숫자로 보면</translation>
    </message>
    <message>
        <source>A linear layer turns the hidden state into the outputs.</source>
        <translation>선형층이 은닉 상태를 출력으로 바꿉니다.</translation>
    </message>
    <message>
        <source>its numbers, read first of all</source>
        <translation>맨 먼저 읽은 값을 넣으면</translation>
    </message>
    <message>
        <source>its numbers, read after step %1</source>
        <translation>스텝 %1 다음에 읽은 값을 넣으면</translation>
    </message>
    <message>
        <source>Here h is what both directions hand on together.</source>
        <translation>여기서 h는 두 방향의 은닉 상태를 합친 것입니다.</translation>
    </message>
    <message>
        <source>Dense layers stand in between: h is what they make.</source>
        <translation>그 사이에 완전 연결층이 있습니다. h는 그 층의 출력입니다.</translation>
    </message>
</context>
<context>
    <name>Catalog</name>
    <message>
        <source>layer %1: %2, %3 → %4</source>
        <translation>%1층: %2, %3 → %4</translation>
    </message>
    <message>
        <source>%1, backward</source>
        <translation>%1, 역방향</translation>
    </message>
    <message>
        <source>W, input weights</source>
        <translation>W, 입력 가중치</translation>
    </message>
    <message>
        <source>U, recurrent weights</source>
        <translation>U, 순환 가중치</translation>
    </message>
    <message>
        <source>b, input bias</source>
        <translation>b, 입력 편향</translation>
    </message>
    <message>
        <source>b, bias</source>
        <translation>b, 편향</translation>
    </message>
    <message>
        <source>d, recurrent bias</source>
        <translation>d, 순환 편향</translation>
    </message>
    <message>
        <source>one number</source>
        <translation>수 하나</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>개요</translation>
    </message>
    <message>
        <source>embedding</source>
        <translation>임베딩</translation>
    </message>
    <message>
        <source>dense layer “%1”</source>
        <translation>완전 연결층 “%1”</translation>
    </message>
    <message>
        <source>W, weights</source>
        <translation>W, 가중치</translation>
    </message>
    <message>
        <source>peephole weights of %1</source>
        <translation>%1의 핍홀 가중치</translation>
    </message>
    <message>
        <source>P, projection</source>
        <translation>P, 투영</translation>
    </message>
    <message>
        <source>initial hidden state</source>
        <translation>초기 은닉 상태</translation>
    </message>
    <message>
        <source>initial cell state</source>
        <translation>초기 셀 상태</translation>
    </message>
    <message>
        <source>All tensors of the file (%1)</source>
        <translation>파일의 모든 텐서 (%1개)</translation>
    </message>
    <message>
        <source>stored in the order %1</source>
        <translation>저장 순서 %1</translation>
    </message>
    <message>
        <source>in pieces</source>
        <translation>여러 조각</translation>
    </message>
    <message>
        <source>rows %1</source>
        <translation>행 %1</translation>
    </message>
    <message>
        <source>columns %1</source>
        <translation>열 %1</translation>
    </message>
    <message>
        <source>all of it</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>, turned around</source>
        <translation>, 전치됨</translation>
    </message>
</context>
<context>
    <name>CellScene</name>
    <message>
        <source>input</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>upwards</source>
        <translation>위층으로</translation>
    </message>
    <message>
        <source>output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>mean %1</source>
        <translation>평균 %1</translation>
    </message>
    <message>
        <source>%1, unit %2: %3</source>
        <translation>%1, 유닛 %2: %3</translation>
    </message>
    <message>
        <source>%1, number %2: %3</source>
        <translation>%1, %2번째 수: %3</translation>
    </message>
    <message>
        <source>before %1</source>
        <translation>%1 전</translation>
    </message>
</context>
<context>
    <name>FileName</name>
    <message>
        <source>window</source>
        <comment>in a file&apos;s name</comment>
        <translation>창</translation>
    </message>
    <message>
        <source>step%1</source>
        <comment>in a file&apos;s name</comment>
        <translation>스텝%1</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Keys</source>
        <translation>단축키</translation>
    </message>
</context>
<context>
    <name>Layers</name>
    <message>
        <source>%1, backward</source>
        <translation>%1 · 역방향</translation>
    </message>
    <message>
        <source>%1, forward</source>
        <translation>%1 · 정방향</translation>
    </message>
    <message>
        <source>layer %1</source>
        <translation>%1층</translation>
    </message>
    <message>
        <source>layer %1 of %2</source>
        <translation>%2층 중 %1층</translation>
    </message>
    <message>
        <source>reads from the end: needs the whole sequence</source>
        <translation>끝에서부터 읽으므로 시퀀스 전체가 필요합니다</translation>
    </message>
</context>
<context>
    <name>Losses</name>
    <message>
        <source>cross-entropy, nats</source>
        <translation>교차 엔트로피(nat)</translation>
    </message>
    <message>
        <source>half the squared error</source>
        <translation>제곱 오차의 절반</translation>
    </message>
    <message>
        <source>sum of the outputs (no targets)</source>
        <translation>출력의 합(정답 없음)</translation>
    </message>
    <message>
        <source>does not fall</source>
        <translation>줄어들지 않음</translation>
    </message>
    <message>
        <source>halves every %1 steps</source>
        <translation>%1스텝마다 절반</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>poem-en</source>
        <comment>id of the example to open with</comment>
        <translation>poem-ko</translation>
    </message>
</context>
<context>
    <name>Opener</name>
    <message>
        <source>Saved models</source>
        <translation>저장된 모델</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>모든 파일</translation>
    </message>
    <message>
        <source>Numbers, sounds and texts</source>
        <translation>수·소리·글</translation>
    </message>
    <message>
        <source>Read a file as input</source>
        <translation>입력으로 읽을 파일</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>%1 already exists.
Do you want to replace it?</source>
        <translation>“%1” 파일이 이미 있습니다.
바꾸시겠습니까?</translation>
    </message>
</context>
<context>
    <name>SeedBand</name>
    <message>
        <source>band: %1 seeds, lowest to highest; dotted: their median</source>
        <translation>띠: 시드 %1개의 최솟값~최댓값, 점선: 중앙값</translation>
    </message>
</context>
<context>
    <name>Source</name>
    <message>
        <source>, from %1 of %2</source>
        <translation>, %2 중 %1부터</translation>
    </message>
    <message>
        <source>, %1 kHz</source>
        <translation>, %1 kHz</translation>
    </message>
    <message>
        <source>, mean of %1 channels</source>
        <translation>, 채널 %1개의 평균</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>수</translation>
    </message>
</context>
<context>
    <name>SourceLine</name>
    <message>
        <source>start</source>
        <translation>초깃값</translation>
    </message>
    <message>
        <source>dense</source>
        <translation>완전 연결층</translation>
    </message>
    <message>
        <source>× all of these</source>
        <translation>× 아래 모두에</translation>
    </message>
    <message>
        <source>all %1 numbers are 0</source>
        <translation>%1개 모두 0</translation>
    </message>
    <message>
        <source>1 other</source>
        <translation>나머지 1개</translation>
    </message>
    <message>
        <source>%1 others</source>
        <translation>나머지 %1개</translation>
    </message>
    <message>
        <source>rounding</source>
        <translation>반올림</translation>
    </message>
    <message>
        <source>The walk ends here: the state before the first step that is read.</source>
        <translation>여기가 끝입니다: 처음 읽는 스텝보다 앞선 초기 상태입니다.</translation>
    </message>
    <message>
        <source>The walk ends here: the token %1, read at step %2.</source>
        <translation>여기가 끝입니다: %2번째 스텝에서 읽은 토큰 %1입니다.</translation>
    </message>
    <message>
        <source>The walk ends here: number %1 of the embedding of %2, read at step %3.</source>
        <translation>여기가 끝입니다: %3번째 스텝에서 읽은 %2의 임베딩에서 %1번 수입니다.</translation>
    </message>
    <message>
        <source>The walk ends here: number %1 of what was read at step %2.</source>
        <translation>여기가 끝입니다: %2번째 스텝에서 읽은 입력의 %1번 수입니다.</translation>
    </message>
    <message>
        <source>The walk ends here: dense layers made this number at step %1.</source>
        <translation>여기가 끝입니다: %1번째 스텝에서 완전 연결층이 만든 수입니다.</translation>
    </message>
    <message>
        <source>The walk ends here: a number of the network itself, the same at every step.</source>
        <translation>여기가 끝입니다: 네트워크 자체의 수로, 모든 스텝에서 같습니다.</translation>
    </message>
    <message>
        <source>backward</source>
        <translation>역방향</translation>
    </message>
    <message>
        <source>forward</source>
        <translation>정방향</translation>
    </message>
</context>
<context>
    <name>Unfair</name>
    <message>
        <source>Neither parameters nor units match: the largest network has %1 % more parameters than the smallest.</source>
        <translation>파라미터 수도 유닛 수도 맞지 않습니다. 가장 큰 모델의 파라미터가 가장 작은 모델보다 %1 % 많습니다.</translation>
    </message>
    <message>
        <source>The states are squashed differently: %1.</source>
        <translation>상태를 압축하는 함수가 다릅니다: %1.</translation>
    </message>
    <message>
        <source>not at all</source>
        <translation>압축 없음</translation>
    </message>
    <message>
        <source>%1: the forget bias is PyTorch’s default, so that about half of the memory is lost at each step.</source>
        <translation>%1: 망각 편향이 PyTorch 기본값이어서 스텝마다 기억의 절반쯤을 잃습니다.</translation>
    </message>
    <message>
        <source>%1: the forget gate starts at f ≈ %2, so that %3 % of the memory is lost at each step.</source>
        <translation>%1: 망각 게이트가 f ≈ %2에서 시작해 스텝마다 기억의 %3 %를 잃습니다.</translation>
    </message>
    <message>
        <source>What was learned is not said: %1.</source>
        <translation>무엇을 학습했는지 적혀 있지 않습니다: %1.</translation>
    </message>
    <message>
        <source>Untrained beside trained ones: %1.</source>
        <translation>학습한 모델 옆에 학습하지 않은 모델이 있습니다: %1.</translation>
    </message>
    <message>
        <source>They were not trained on the same task.</source>
        <translation>같은 과제로 학습하지 않았습니다.</translation>
    </message>
    <message>
        <source>They were trained on other sequences, from these seeds: %1.</source>
        <translation>서로 다른 시퀀스로 학습했습니다. 데이터 시드: %1.</translation>
    </message>
    <message>
        <source>They were not trained equally long.</source>
        <translation>업데이트 횟수가 다릅니다.</translation>
    </message>
    <message>
        <source>They were not trained in the same way.</source>
        <translation>학습 방법이 다릅니다.</translation>
    </message>
    <message>
        <source>They start from other seeds, of which one may be lucky: %1.</source>
        <translation>시작 시드가 달라 어느 하나가 운이 좋았을 수 있습니다: %1.</translation>
    </message>
    <message>
        <source>Their losses are not the same quantity.</source>
        <translation>손실이 같은 양이 아닙니다.</translation>
    </message>
    <message>
        <source>U does not start alike.</source>
        <translation>U의 초기화 방식이 다릅니다.</translation>
    </message>
</context>
<context>
    <name>card</name>
    <message>
        <source>input</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>head</source>
        <translation>출력층</translation>
    </message>
    <message>
        <source>vocabulary</source>
        <translation>어휘</translation>
    </message>
    <message>
        <source>nonlinearity</source>
        <translation>비선형 함수</translation>
    </message>
    <message>
        <source>format</source>
        <translation>형식</translation>
    </message>
    <message>
        <source>cell</source>
        <translation>셀</translation>
    </message>
    <message>
        <source>layers</source>
        <translation>층</translation>
    </message>
    <message>
        <source>gate order</source>
        <translation>게이트 순서</translation>
    </message>
    <message>
        <source>biases</source>
        <translation>편향</translation>
    </message>
    <message>
        <source>stored numbers</source>
        <translation>저장된 수 형식</translation>
    </message>
    <message>
        <source>not read</source>
        <translation>읽지 않은 것</translation>
    </message>
    <message>
        <source>not used</source>
        <translation>쓰지 않은 것</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>가중치</translation>
    </message>
    <message>
        <source>test vector</source>
        <translation>검증 벡터</translation>
    </message>
    <message>
        <source>verified, largest difference %1</source>
        <translation>맞음, 가장 큰 차이 %1</translation>
    </message>
    <message>
        <source>not verified: largest difference %1 from the stored answer, so the weights, their order, what was assumed or the test are not what was saved</source>
        <translation>맞지 않음: 저장된 답과 가장 크게 %1만큼 다릅니다. 가중치나 그 순서, 가정한 것, 검증 벡터 중 하나가 저장될 때와 다릅니다</translation>
    </message>
    <message>
        <source>hard sigmoid, 0.2 x + 0.5</source>
        <translation>하드 시그모이드, 0.2 x + 0.5</translation>
    </message>
    <message>
        <source>hard sigmoid, x/6 + 0.5</source>
        <translation>하드 시그모이드, x/6 + 0.5</translation>
    </message>
    <message>
        <source>after the product with U</source>
        <translation>U와 곱한 뒤</translation>
    </message>
    <message>
        <source>before the product with U</source>
        <translation>U와 곱하기 전</translation>
    </message>
    <message>
        <source>gate activation</source>
        <translation>게이트 활성화 함수</translation>
    </message>
    <message>
        <source>reset gate</source>
        <translation>리셋 게이트</translation>
    </message>
    <message>
        <source>added to the forget bias</source>
        <translation>망각 편향에 더하는 값</translation>
    </message>
    <message>
        <source>given by hand</source>
        <translation>직접 준 것</translation>
    </message>
    <message>
        <source>numbers a step: %1</source>
        <translation>스텝마다 수 %1개</translation>
    </message>
    <message>
        <source>one-hot: one of %1 tokens</source>
        <translation>원-핫: 토큰 %1개 중 하나</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>수</translation>
    </message>
    <message>
        <source>one-hot tokens</source>
        <translation>원-핫 토큰</translation>
    </message>
    <message>
        <source>network</source>
        <translation>네트워크</translation>
    </message>
    <message>
        <source>not stepped</source>
        <translation>따라가지 않는 것</translation>
    </message>
    <message>
        <source>outputs × units: %1</source>
        <translation>출력 × 유닛: %1</translation>
    </message>
    <message>
        <source>dense layer</source>
        <translation>완전 연결층</translation>
    </message>
    <message>
        <source>tokens × inputs: %1</source>
        <translation>토큰 × 입력: %1</translation>
    </message>
    <message>
        <source>none found: the outputs are the hidden state</source>
        <translation>찾지 못함: 은닉 상태가 그대로 출력입니다</translation>
    </message>
    <message>
        <source>none taken, since several could be it: %1</source>
        <translation>여럿이 가능하여 정하지 않음: %1</translation>
    </message>
    <message>
        <source>none: the outputs are the hidden state</source>
        <translation>없음: 은닉 상태가 그대로 출력입니다</translation>
    </message>
    <message>
        <source>without a bias</source>
        <translation>편향 없음</translation>
    </message>
    <message>
        <source>not used: %1 has %2 tokens, and the model reads %3</source>
        <translation>쓰지 않음: %1의 토큰은 %2개인데 모델이 읽는 것은 %3개입니다</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>토큰 %1개</translation>
    </message>
    <message>
        <source>not verified: this model cannot read it, or it is too long or has no numbers to compare</source>
        <translation>검증하지 못함: 이 모델이 읽을 수 없거나, 너무 길거나, 견줄 수가 없음</translation>
    </message>
    <message>
        <source>%1 lacks %2 of %3 tokens</source>
        <translation>%1에는 토큰 %3개 가운데 %2개가 없음</translation>
    </message>
    <message>
        <source>as many as there are outputs</source>
        <translation>출력과 같은 수</translation>
    </message>
    <message>
        <source>as many as there are in the vocabulary</source>
        <translation>어휘와 같은 수</translation>
    </message>
    <message>
        <source>by %1 rows of %2 over %3 units</source>
        <translation>%2의 %1행을 유닛 %3개로 나누어 알아냄</translation>
    </message>
    <message>
        <source>units: %1</source>
        <translation>유닛: %1</translation>
    </message>
    <message>
        <source>in both directions</source>
        <translation>양방향</translation>
    </message>
    <message>
        <source>modules on top of each other by their numbers</source>
        <translation>모듈을 번호 순서로 쌓음</translation>
    </message>
    <message>
        <source>as stored</source>
        <translation>저장된 순서</translation>
    </message>
    <message>
        <source>missing ones are zero</source>
        <translation>없는 것은 0</translation>
    </message>
    <message>
        <source>initial state</source>
        <translation>초기 상태</translation>
    </message>
    <message>
        <source>stored in the file, and used</source>
        <translation>파일에 저장되어 있어 그대로 씀</translation>
    </message>
    <message>
        <source>not reproduced</source>
        <translation>재현하지 않는 것</translation>
    </message>
    <message>
        <source>%1 of %2 numbers in %3 are infinite or no numbers: what they touch cannot be shown</source>
        <translation>%3의 수 %2개 중 %1개가 무한대이거나 수가 아닙니다(NaN). 이 수가 닿는 값은 보일 수 없습니다</translation>
    </message>
    <message>
        <source>%1 of %2 numbers in %3 are zero</source>
        <translation>%3의 수 %2개 중 %1개가 0입니다</translation>
    </message>
    <message>
        <source>SGD with momentum %1</source>
        <translation>SGD, 모멘텀 %1</translation>
    </message>
    <message>
        <source>rate %1 falling to 0</source>
        <translation>학습률 %1에서 0까지 감소</translation>
    </message>
    <message>
        <source>gradient norm at most %1</source>
        <translation>기울기 노름 최대 %1</translation>
    </message>
    <message>
        <source>gradient not clipped</source>
        <translation>기울기를 자르지 않음</translation>
    </message>
    <message>
        <source>truncated after %1 steps</source>
        <translation>%1스텝에서 끊음</translation>
    </message>
    <message>
        <source>through whole sequences</source>
        <translation>시퀀스 끝까지</translation>
    </message>
    <message>
        <source>%1 nats a token</source>
        <translation>%1 (토큰당 nat)</translation>
    </message>
    <message>
        <source>%1 half squared error</source>
        <translation>%1 (제곱 오차의 절반)</translation>
    </message>
    <message>
        <source>mapped by hand</source>
        <translation>직접 지정함</translation>
    </message>
</context>
<context>
    <name>cell</name>
    <message>
        <source>hidden state</source>
        <translation>은닉 상태</translation>
    </message>
    <message>
        <source>mix</source>
        <translation>섞기</translation>
    </message>
    <message>
        <source>Mix the input with the memory</source>
        <translation>입력과 기억을 섞는다</translation>
    </message>
    <message>
        <source>One weighted sum joins what has just been read with what is remembered. The same weights are used at every step.</source>
        <translation>방금 읽은 것과 기억하던 것을 가중합 하나로 합칩니다. 모든 스텝에서 같은 가중치를 씁니다.</translation>
    </message>
    <message>
        <source>squash</source>
        <translation>압축</translation>
    </message>
    <message>
        <source>Squash: the new memory</source>
        <translation>tanh: 새로운 기억</translation>
    </message>
    <message>
        <source>tanh presses the sum into −1 to 1. A unit near either end is saturated: it hardly reacts, and hardly any gradient passes it.</source>
        <translation>tanh가 합을 −1과 1 사이로 눌러 넣습니다. 양 끝에 가까운 유닛은 포화되어 거의 반응하지 않고 기울기도 거의 통과하지 못합니다.</translation>
    </message>
    <message>
        <source>relu lets a positive sum through as it is and puts a negative one to 0. A unit at 0 passes no gradient, and nothing bounds a unit above.</source>
        <translation>relu는 양수인 합은 그대로 통과시키고 음수인 합은 0으로 만듭니다. 값이 0인 유닛은 기울기를 통과시키지 않으며, 유닛 값의 위쪽에는 한계가 없습니다.</translation>
    </message>
    <message>
        <source>The activation turns the sum into the new memory. Where it is flat, hardly any gradient passes.</source>
        <translation>활성화 함수가 합을 새 기억으로 바꿉니다. 함수가 평평한 곳에서는 기울기가 거의 통과하지 못합니다.</translation>
    </message>
    <message>
        <source>weighted sum</source>
        <translation>가중합</translation>
    </message>
    <message>
        <source>reset gate</source>
        <translation>리셋 게이트</translation>
    </message>
    <message>
        <source>update gate</source>
        <translation>업데이트 게이트</translation>
    </message>
    <message>
        <source>candidate</source>
        <translation>후보</translation>
    </message>
    <message>
        <source>reset</source>
        <translation>리셋</translation>
    </message>
    <message>
        <source>Reset gate: how much of the past to look at</source>
        <translation>리셋 게이트: 과거를 얼마나 볼 것인가</translation>
    </message>
    <message>
        <source>Near 0 the candidate is made as if nothing had been read before; near 1 the past counts fully.</source>
        <translation>0에 가까우면 지금까지 아무것도 읽지 않은 것처럼 후보를 만들고, 1에 가까우면 과거를 온전히 반영합니다.</translation>
    </message>
    <message>
        <source>Candidate: a proposal for the new memory</source>
        <translation>후보: 새 기억의 초안</translation>
    </message>
    <message>
        <source>Made from the input and the part of the past that the reset gate lets through.</source>
        <translation>입력과, 리셋 게이트를 통과한 과거로 만듭니다.</translation>
    </message>
    <message>
        <source>blend</source>
        <translation>섞기</translation>
    </message>
    <message>
        <source>Update gate: blend old and new</source>
        <translation>업데이트 게이트: 옛것과 새것 섞기</translation>
    </message>
    <message>
        <source>One gate does both: what is not kept is replaced. Near 1 a unit keeps its old value and the gradient passes it unchanged.</source>
        <translation>게이트 하나가 두 일을 합니다. 남기지 않은 만큼 새것으로 바꿉니다. 1에 가까운 유닛은 옛 값을 지키고 기울기도 그대로 흘려보냅니다.</translation>
    </message>
    <message>
        <source>input gate</source>
        <translation>입력 게이트</translation>
    </message>
    <message>
        <source>forget gate</source>
        <translation>망각 게이트</translation>
    </message>
    <message>
        <source>output gate</source>
        <translation>출력 게이트</translation>
    </message>
    <message>
        <source>cell state</source>
        <translation>셀 상태</translation>
    </message>
    <message>
        <source>forget</source>
        <translation>망각</translation>
    </message>
    <message>
        <source>Forget gate: what to keep</source>
        <translation>망각 게이트: 무엇을 남길까</translation>
    </message>
    <message>
        <source>Near 1 a unit keeps its old cell state, near 0 it drops it.</source>
        <translation>1에 가까운 유닛은 이전 셀 상태를 지키고, 0에 가까운 유닛은 버립니다.</translation>
    </message>
    <message>
        <source>Coupled gates: a unit forgets exactly as much as it takes in, f = 1 − i.</source>
        <translation>결합된 게이트: 유닛은 새로 받아들이는 만큼 정확히 잊습니다. f = 1 − i.</translation>
    </message>
    <message>
        <source>store</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Input gate: what to store</source>
        <translation>입력 게이트: 무엇을 저장할까</translation>
    </message>
    <message>
        <source>The candidate proposes a new content, the input gate says how much of it each unit takes in.</source>
        <translation>후보가 새 내용을 내놓으면, 유닛마다 그중 얼마를 받아들일지 입력 게이트가 정합니다.</translation>
    </message>
    <message>
        <source>update</source>
        <translation>갱신</translation>
    </message>
    <message>
        <source>Cell state: the update</source>
        <translation>셀 상태 갱신</translation>
    </message>
    <message>
        <source>Old content times the forget gate plus new content times the input gate. Nothing squashes the cell line: where f stays near 1, a memory lasts.</source>
        <translation>옛 내용에 망각 게이트를, 새 내용에 입력 게이트를 곱해 더합니다. 셀 라인에는 값을 압축하는 함수가 없습니다. f가 1 근처에 머물면 기억이 오래갑니다.</translation>
    </message>
    <message>
        <source>output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>Output gate: what to show</source>
        <translation>출력 게이트: 무엇을 내보낼까</translation>
    </message>
    <message>
        <source>The output gate decides which part of the memory leaves the cell now. A closed unit still remembers.</source>
        <translation>기억 가운데 지금 셀 밖으로 내보낼 부분을 출력 게이트가 정합니다. 게이트가 닫힌 유닛도 기억은 그대로 지니고 있습니다.</translation>
    </message>
    <message>
        <source>The output gate decides which part of the memory leaves the cell now; a projection turns it into fewer numbers.</source>
        <translation>기억 가운데 지금 셀 밖으로 내보낼 부분을 출력 게이트가 정하고, 사영이 그것을 더 적은 수로 줄입니다.</translation>
    </message>
    <message>
        <source>predict</source>
        <translation>예측</translation>
    </message>
    <message>
        <source>Output: the prediction</source>
        <translation>출력: 예측</translation>
    </message>
    <message>
        <source>A linear layer turns the hidden state into one score for each output; softmax makes probabilities of the scores.</source>
        <translation>선형층이 은닉 상태를 출력마다 하나의 점수로 바꾸고, 소프트맥스가 그 점수를 확률로 만듭니다.</translation>
    </message>
</context>
<context>
    <name>comparison</name>
    <message>
        <source>the same sequences in the same order</source>
        <translation>같은 시퀀스, 같은 순서</translation>
    </message>
    <message>
        <source>updates</source>
        <translation>갱신 횟수</translation>
    </message>
    <message>
        <source>training</source>
        <translation>훈련</translation>
    </message>
    <message>
        <source>start of the recurrent weights</source>
        <translation>순환 가중치의 시작값</translation>
    </message>
    <message>
        <source>seeds of the weights</source>
        <translation>가중치의 시드</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>파라미터</translation>
    </message>
    <message>
        <source>units</source>
        <translation>유닛</translation>
    </message>
</context>
<context>
    <name>dial</name>
    <message>
        <source>matched parameters</source>
        <translation>파라미터 맞춤</translation>
    </message>
    <message>
        <source>matched units</source>
        <translation>유닛 수 맞춤</translation>
    </message>
    <message>
        <source>What is matched</source>
        <translation>무엇을 맞추는지</translation>
    </message>
    <message>
        <source>Matched parameters: RNN and GRU get so many units that all have as many parameters as the LSTM</source>
        <translation>파라미터 맞춤: RNN과 GRU의 유닛 수를 늘려 LSTM과 파라미터 수를 같게 합니다</translation>
    </message>
    <message>
        <source>uniform in ±1/√units</source>
        <translation>±1/√유닛 수 균등 분포</translation>
    </message>
    <message>
        <source>orthogonal</source>
        <translation>직교</translation>
    </message>
    <message>
        <source>as the identity</source>
        <translation>단위행렬</translation>
    </message>
    <message>
        <source>How every block of the recurrent matrix U starts</source>
        <translation>순환 행렬 U의 각 블록을 초기화하는 방법</translation>
    </message>
    <message>
        <source>The bias of the LSTM’s forget gate at the start</source>
        <translation>LSTM 망각 게이트 편향의 초깃값</translation>
    </message>
</context>
<context>
    <name>lab</name>
    <message>
        <source>PyTorch’s default</source>
        <translation>PyTorch 기본값</translation>
    </message>
    <message>
        <source>All three forget within a few dozen steps, the LSTM too.</source>
        <translation>셋 다 수십 스텝 만에 잊습니다. LSTM도 마찬가지입니다.</translation>
    </message>
    <message>
        <source>RNN that vanishes</source>
        <translation>기울기가 소실되는 RNN</translation>
    </message>
    <message>
        <source>Every step shrinks the gradient by the same factor.</source>
        <translation>스텝마다 기울기가 같은 비율로 줄어듭니다.</translation>
    </message>
    <message>
        <source>RNN that explodes</source>
        <translation>기울기가 폭발하는 RNN</translation>
    </message>
    <message>
        <source>U stretches more than tanh shrinks: the gradient grows step by step.</source>
        <translation>U가 늘리는 만큼 tanh가 줄이지 못해, 기울기가 스텝마다 커집니다.</translation>
    </message>
    <message>
        <source>Orthogonal RNN that does not vanish</source>
        <translation>소실되지 않는 직교 RNN</translation>
    </message>
    <message>
        <source>U turns the state and keeps its length; only tanh takes a little away.</source>
        <translation>U는 상태를 돌리기만 하고 길이는 그대로 둡니다. tanh만 조금 줄입니다.</translation>
    </message>
    <message>
        <source>LSTM, forget bias 0</source>
        <translation>LSTM, 망각 편향 0</translation>
    </message>
    <message>
        <source>A forget gate half open halves the memory at every step.</source>
        <translation>망각 게이트가 반만 열려 스텝마다 기억이 절반이 됩니다.</translation>
    </message>
    <message>
        <source>LSTM, forget bias 1</source>
        <translation>LSTM, 망각 편향 1</translation>
    </message>
    <message>
        <source>f ≈ 0.73: the memory lasts longer, and still fades.</source>
        <translation>f ≈ 0.73: 기억이 더 오래가지만 결국 사라집니다.</translation>
    </message>
    <message>
        <source>LSTM, forget bias 2</source>
        <translation>LSTM, 망각 편향 2</translation>
    </message>
    <message>
        <source>f ≈ 0.88: the gradient comes through fifty steps.</source>
        <translation>f ≈ 0.88: 기울기가 50스텝을 건너갑니다.</translation>
    </message>
    <message>
        <source>LSTM that explodes</source>
        <translation>기울기가 폭발하는 LSTM</translation>
    </message>
    <message>
        <source>Large recurrent weights: the paths through the gates grow, the cell line alone does not save it.</source>
        <translation>순환 가중치가 크면 게이트를 지나는 경로가 커집니다. 셀 라인만으로는 막지 못합니다.</translation>
    </message>
</context>
<context>
    <name>rnnscope::Actions</name>
    <message>
        <source>&amp;File</source>
        <translation>파일(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Step</source>
        <translation>스텝(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Look at</source>
        <translation>살펴보기(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>보기(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>도움말(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Open a model…</source>
        <translation>모델 열기(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Examples</source>
        <translation>예제(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>끝내기(&amp;Q)</translation>
    </message>
    <message>
        <source>Next unit</source>
        <translation>다음 유닛</translation>
    </message>
    <message>
        <source>Previous unit</source>
        <translation>이전 유닛</translation>
    </message>
    <message>
        <source>Next gate or state</source>
        <translation>다음 게이트·상태</translation>
    </message>
    <message>
        <source>Previous gate or state</source>
        <translation>이전 게이트·상태</translation>
    </message>
    <message>
        <source>Next layer</source>
        <translation>다음 층</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>화면 색(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Language · 언어</source>
        <translation>언어(&amp;L) · Language</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>시스템 설정대로</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>한국어</source>
        <comment>the other language, in itself</comment>
        <translation>English</translation>
    </message>
    <message>
        <source>ko</source>
        <comment>code of the other language</comment>
        <translation>en</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>전체 화면</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>단축키(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About RNN Scope</source>
        <translation>RNN Scope 정보(&amp;A)</translation>
    </message>
    <message>
        <source>Gradient of other losses</source>
        <translation>기울기의 손실 바꾸기</translation>
    </message>
    <message>
        <source>&amp;Vocabulary of the model…</source>
        <translation>모델의 어휘(&amp;V)…</translation>
    </message>
    <message>
        <source>&amp;Input</source>
        <translation>입력(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Earlier version of the file</source>
        <translation>파일의 이전 버전(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Later version of the file</source>
        <translation>파일의 다음 버전(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Follow the file as it is written anew</source>
        <translation>파일이 새로 쓰이면 따라 읽기(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Map tensors by hand…</source>
        <translation>텐서 직접 지정(&amp;M)…</translation>
    </message>
    <message>
        <source>Look &amp;inside the file</source>
        <translation>파일 안 들여다보기(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Close this view</source>
        <translation>이 보기 닫기(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Float this view, or put it back</source>
        <translation>이 보기 띄우기 · 되돌리기(&amp;F)</translation>
    </message>
    <message>
        <source>E&amp;xport</source>
        <translation>내보내기(&amp;X)</translation>
    </message>
    <message>
        <source>Open &amp;beside…</source>
        <translation>나란히 열기(&amp;B)…</translation>
    </message>
    <message>
        <source>&amp;Close the chosen model</source>
        <translation>선택한 모델 닫기(&amp;C)</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>기본</translation>
    </message>
    <message>
        <source>Strong, for weak projectors</source>
        <translation>강한 대비(흐린 프로젝터용)</translation>
    </message>
    <message>
        <source>Colo&amp;urs</source>
        <translation>배색(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Default layout</source>
        <translation>기본 배치로(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Gradient lab: untrained networks</source>
        <translation>기울기 실험실: 학습하지 않은 신경망(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Train networks side by side</source>
        <translation>신경망 나란히 학습시키기(&amp;T)</translation>
    </message>
    <message>
        <source>Epoch before</source>
        <translation>이전 에포크</translation>
    </message>
    <message>
        <source>Next epoch</source>
        <translation>다음 에포크</translation>
    </message>
</context>
<context>
    <name>rnnscope::AdjointMap</name>
    <message>
        <source>Gradient by unit</source>
        <translation>유닛별 기울기</translation>
    </message>
    <message>
        <source> “%1”</source>
        <translation> “%1”</translation>
    </message>
    <message>
        <source>unit %1, step %2</source>
        <translation>유닛 %1, 스텝 %2</translation>
    </message>
    <message>
        <source>not a number</source>
        <translation>수가 아님(NaN)</translation>
    </message>
    <message>
        <source>(lost: below %1 of the peak)</source>
        <translation>(사라짐: 최댓값의 %1 미만)</translation>
    </message>
    <message>
        <source>the loss at step %1</source>
        <translation>스텝 %1의 손실</translation>
    </message>
    <message>
        <source>all losses summed</source>
        <translation>모든 손실의 합</translation>
    </message>
    <message>
        <source>before clipping</source>
        <translation>클리핑 전</translation>
    </message>
    <message>
        <source>⚠ Some gradients are too large for numbers. They are left out.</source>
        <translation>⚠ 값이 너무 커서 나타낼 수 없는 기울기가 있습니다. 그 부분은 그리지 않았습니다.</translation>
    </message>
    <message>
        <source>How strongly the loss depends on each unit at step k: a row that stays strong carries the past. Tinted: below 6·10⁻⁸ of the peak, lost in a float32 sum.</source>
        <translation>스텝 k의 각 유닛이 손실에 얼마나 영향을 주는지 보여 줍니다. 진한 색이 길게 이어지는 줄이 과거를 실어 나르는 유닛입니다. 붉은 바탕: 최댓값의 6·10⁻⁸ 미만이라 float32 덧셈에서 사라집니다.</translation>
    </message>
    <message>
        <source>Here you will see through which units the loss reaches back.</source>
        <translation>손실이 어느 유닛을 거쳐 과거로 거슬러 가는지 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>Following the loss back through time …</source>
        <translation>손실을 거슬러 올라가는 중…</translation>
    </message>
    <message>
        <source>Step %1 has no loss, so there is no gradient.</source>
        <translation>스텝 %1에는 손실이 없으므로 기울기도 없습니다.</translation>
    </message>
    <message>
        <source>The gradients are too large for numbers.</source>
        <translation>기울기가 너무 커서 수로 나타낼 수 없습니다.</translation>
    </message>
    <message>
        <source>The gradient is zero at every step.</source>
        <translation>모든 스텝에서 기울기가 0입니다.</translation>
    </message>
    <message>
        <source>step k</source>
        <translation>스텝 k</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>사라짐</translation>
    </message>
</context>
<context>
    <name>rnnscope::AnimationDialog</name>
    <message>
        <source>The whole window</source>
        <translation>창 전체</translation>
    </message>
    <message>
        <source>Save animation</source>
        <translation>애니메이션 저장</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>저장(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Picture of</source>
        <translation>대상(&amp;P)</translation>
    </message>
    <message>
        <source>S&amp;teps</source>
        <translation>스텝(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;From step</source>
        <translation>시작 스텝(&amp;F)</translation>
    </message>
    <message>
        <source>t&amp;o step</source>
        <translation>끝 스텝(&amp;O)</translation>
    </message>
    <message>
        <source>Spee&amp;d</source>
        <translation>속도(&amp;D)</translation>
    </message>
    <message>
        <source>F&amp;rames</source>
        <translation>프레임(&amp;R)</translation>
    </message>
    <message>
        <source>Si&amp;ze</source>
        <translation>크기(&amp;Z)</translation>
    </message>
    <message>
        <source>For&amp;mat</source>
        <translation>형식(&amp;M)</translation>
    </message>
    <message>
        <source>this step (%1)</source>
        <translation>이 스텝 (%1)</translation>
    </message>
    <message>
        <source>the whole run (%1)</source>
        <translation>전체 시퀀스 (%1)</translation>
    </message>
    <message>
        <source>from … to …</source>
        <translation>시작과 끝 지정</translation>
    </message>
    <message>
        <source> steps/s</source>
        <translation> 스텝/초</translation>
    </message>
    <message>
        <source>%1 a second</source>
        <translation>초당 %1개</translation>
    </message>
    <message>
        <source>%1×</source>
        <comment>size</comment>
        <translation>%1배</translation>
    </message>
    <message>
        <source>Animated GIF</source>
        <translation>움직이는 GIF</translation>
    </message>
    <message>
        <source>Animated WebP: true colours, smaller</source>
        <translation>움직이는 WebP: 색이 정확하고 더 작음</translation>
    </message>
    <message>
        <source>Numbered PNG pictures</source>
        <translation>번호가 붙은 PNG 그림들</translation>
    </message>
    <message>
        <source>%1 frames · %2 s · %3 × %4 pixels</source>
        <translation>프레임 %1개 · %2초 · %3 × %4픽셀</translation>
    </message>
    <message>
        <source>At most %1: choose fewer steps or a higher speed.</source>
        <translation>%1개까지 됩니다. 스텝을 줄이거나 속도를 높이세요.</translation>
    </message>
</context>
<context>
    <name>rnnscope::BiasPane</name>
    <message>
        <source>Both biases of a gate together, as it adds them. Above 0 it is rather open, below 0 rather closed; a forget gate that begins near 1 remembers for longer.</source>
        <translation>게이트가 더하는 두 편향의 합입니다. 0보다 크면 열리는 쪽, 작으면 닫히는 쪽입니다. 망각 게이트의 편향을 1 근처에서 시작하면 더 오래 기억합니다.</translation>
    </message>
    <message>
        <source>bias: mean %1, std %2, from %3 to %4</source>
        <translation>편향: 평균 %1, 표준 편차 %2, %3부터 %4까지</translation>
    </message>
    <message>
        <source>%1, units</source>
        <translation>%1, 유닛 수</translation>
    </message>
</context>
<context>
    <name>rnnscope::CatalogModel</name>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>모양</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>자료형</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
</context>
<context>
    <name>rnnscope::CellDiagram</name>
    <message>
        <source>Cell diagram</source>
        <translation>셀 그림</translation>
    </message>
    <message>
        <source>%1, step %2: %3</source>
        <translation>%1, 스텝 %2: %3</translation>
    </message>
    <message>
        <source>1 unit</source>
        <translation>유닛 1개</translation>
    </message>
    <message>
        <source>%1 units</source>
        <translation>유닛 %1개</translation>
    </message>
    <message>
        <source>projected to %1</source>
        <translation>→ 사영 후 %1개</translation>
    </message>
    <message>
        <source>every strip shows all units</source>
        <translation>띠 하나에 모든 유닛이 보입니다</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>셀</translation>
    </message>
    <message>
        <source>Here the inside of the network appears, step by step, once there is one.</source>
        <translation>모델이 열리면 셀 내부를 한 스텝씩 여기에 보여 줍니다.</translation>
    </message>
    <message>
        <source>shutters open as far as the gate says</source>
        <translation>셔터는 게이트 값만큼 열립니다</translation>
    </message>
</context>
<context>
    <name>rnnscope::ChoiceForm</name>
    <message>
        <source>assumed</source>
        <translation>가정</translation>
    </message>
    <message>
        <source>undo</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>Back to what was assumed</source>
        <translation>가정했던 것으로 되돌립니다</translation>
    </message>
    <message>
        <source>%1: back to what was assumed</source>
        <translation>%1: 가정했던 것으로 되돌리기</translation>
    </message>
    <message>
        <source>What the file leaves open</source>
        <translation>파일에 적혀 있지 않은 것</translation>
    </message>
    <message>
        <source>Vocabulary…</source>
        <translation>어휘…</translation>
    </message>
    <message>
        <source>Give the tokens their names, from a file or by hand</source>
        <translation>파일에서 읽거나 직접 적어 토큰의 이름을 줍니다</translation>
    </message>
    <message>
        <source>All as assumed</source>
        <translation>모두 가정대로</translation>
    </message>
    <message>
        <source>Take back everything that was chosen</source>
        <translation>고른 것을 모두 되돌립니다</translation>
    </message>
</context>
<context>
    <name>rnnscope::Compare</name>
    <message>
        <source>Compare</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>%1 networks, the same sequence · step %2 · a click chooses one for all views</source>
        <translation>모델 %1개, 같은 시퀀스 · 스텝 %2 · 누르면 그 모델을 모든 화면에 보여 줍니다</translation>
    </message>
    <message>
        <source>Here several networks read the same sequence side by side, once there are some.</source>
        <translation>모델이 열리면 여러 모델이 같은 시퀀스를 읽는 모습을 여기에 나란히 보여 줍니다.</translation>
    </message>
    <message>
        <source>one network so far: open a second one beside it, or an example, which has three</source>
        <translation>아직 모델이 하나입니다. 하나 더 열거나, 모델이 셋인 예제를 여십시오</translation>
    </message>
</context>
<context>
    <name>rnnscope::ComparedCell</name>
    <message>
        <source>Show %1 in all views</source>
        <translation>모든 화면에 %1 보이기</translation>
    </message>
    <message>
        <source>1 unit</source>
        <translation>유닛 1개</translation>
    </message>
    <message>
        <source>%1 units</source>
        <translation>유닛 %1개</translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation>파라미터 %1개</translation>
    </message>
    <message>
        <source>predicts “%1” %2</source>
        <translation>예측 “%1” %2</translation>
    </message>
    <message>
        <source>✓ right</source>
        <translation>✓ 맞음</translation>
    </message>
    <message>
        <source>✗ true: “%1”</source>
        <translation>✗ 정답: “%1”</translation>
    </message>
</context>
<context>
    <name>rnnscope::CostView</name>
    <message>
        <source>What a step costs</source>
        <translation>한 스텝의 비용</translation>
    </message>
    <message>
        <source>measure again</source>
        <translation>다시 재기</translation>
    </message>
    <message>
        <source>Measures the times anew, here and now</source>
        <translation>지금 이 컴퓨터에서 시간을 다시 잽니다</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>파라미터</translation>
    </message>
    <message>
        <source>All numbers that training can change.</source>
        <translation>학습으로 바뀌는 모든 수입니다.</translation>
    </message>
    <message>
        <source>multiply-adds a step</source>
        <translation>스텝당 곱셈·덧셈</translation>
    </message>
    <message>
        <source>pale: head</source>
        <translation>옅은 색: 출력층</translation>
    </message>
    <message>
        <source>Multiplications, each with at most one addition: one for each weight of a matrix, and one a unit for each × in the wiring. Pale: the head and other dense layers.</source>
        <translation>곱셈 횟수이며 곱셈마다 덧셈이 많아야 한 번 따릅니다. 행렬의 가중치마다 한 번, 회로의 × 하나마다 유닛 수만큼입니다. 옅은 색: 출력층과 그 밖의 밀집층.</translation>
    </message>
    <message>
        <source>memory a step</source>
        <translation>스텝당 메모리</translation>
    </message>
    <message>
        <source>recorded, with its gradient</source>
        <translation>기록과 그 기울기</translation>
    </message>
    <message>
        <source>What a step adds to the recorded values and to their gradient.</source>
        <translation>한 스텝이 늘 때마다 기록한 값과 기울기가 차지하는 양입니다.</translation>
    </message>
    <message>
        <source>time a step, forward</source>
        <translation>스텝당 시간, 순전파</translation>
    </message>
    <message>
        <source>Every value of the step recorded.</source>
        <translation>스텝의 모든 값을 기록합니다.</translation>
    </message>
    <message>
        <source>forward and backward</source>
        <translation>순전파와 역전파</translation>
    </message>
    <message>
        <source>The same, and all losses back to every state and every parameter.</source>
        <translation>순전파에 더해 모든 손실을 모든 상태와 파라미터까지 역전파합니다.</translation>
    </message>
    <message>
        <source>Matched parameters make the multiply-adds about equal: each weight is used once a step.</source>
        <translation>파라미터 수를 맞추면 곱셈·덧셈 횟수도 거의 같습니다. 가중치 하나를 스텝마다 한 번 쓰기 때문입니다.</translation>
    </message>
    <message>
        <source>With as many units the recurrent layer of %1 makes %2 times the multiply-adds of %3: a matrix for each gate.</source>
        <translation>유닛 수가 같으면 %1 순환층의 곱셈·덧셈은 %3의 %2배입니다. 게이트마다 행렬이 하나씩 있기 때문입니다.</translation>
    </message>
    <message>
        <source>Each weight of a matrix is used once a step, each time anew.</source>
        <translation>행렬의 가중치는 스텝마다 한 번씩 쓰입니다.</translation>
    </message>
    <message>
        <source>Times: medians of %1 rounds over %2 steps, the networks in turn, on one thread; in brackets the middle half.</source>
        <translation>시간: %2스텝을 모델마다 번갈아 %1번 돌린 중앙값, 스레드 하나. 괄호 안은 가운데 절반.</translation>
    </message>
    <message>
        <source>Here you will see it as soon as a network reads a sequence.</source>
        <translation>모델이 시퀀스를 읽으면 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>from the shapes, and measured here</source>
        <translation>크기에서 셈한 값과 여기서 잰 시간</translation>
    </message>
    <message>
        <source>measuring: %1 %</source>
        <translation>재는 중: %1 %</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>rnnscope::CurvePane</name>
    <message>
        <source>column</source>
        <translation>열</translation>
    </message>
    <message>
        <source>row</source>
        <translation>행</translation>
    </message>
    <message>
        <source>counted from 0</source>
        <translation>0부터 셉니다</translation>
    </message>
    <message>
        <source>which row or column</source>
        <translation>몇 번째 행 또는 열</translation>
    </message>
    <message>
        <source>row or column</source>
        <translation>행 또는 열</translation>
    </message>
    <message>
        <source>Reading the numbers…</source>
        <translation>수를 읽는 중…</translation>
    </message>
    <message>
        <source>This tensor holds no numbers.</source>
        <translation>이 텐서에는 수가 없습니다.</translation>
    </message>
    <message>
        <source>number: lowest and highest of %1 neighbours</source>
        <translation>값: 이웃한 %1개 중 최솟값과 최댓값</translation>
    </message>
    <message>
        <source>number</source>
        <translation>값</translation>
    </message>
</context>
<context>
    <name>rnnscope::Details</name>
    <message>
        <source>&amp;Copy</source>
        <translation>복사(&amp;C)</translation>
    </message>
    <message>
        <source>What is selected in the table, or all numbers, as text</source>
        <translation>표에서 고른 부분 또는 전체를 텍스트로</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>내보내기(&amp;E)…</translation>
    </message>
    <message>
        <source>As a NumPy file in the stored type, or as text with commas</source>
        <translation>저장된 자료형 그대로 NumPy 파일로, 또는 쉼표로 나눈 텍스트로</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>멈추기</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>히트맵</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>수</translation>
    </message>
    <message>
        <source>Curve</source>
        <translation>곡선</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>히스토그램</translation>
    </message>
    <message>
        <source>Biases</source>
        <translation>편향</translation>
    </message>
    <message>
        <source>Spectrum of U</source>
        <translation>U의 스펙트럼</translation>
    </message>
    <message>
        <source>min %1 · mean %2 · max %3 · std %4 · zeros %5 · NaN %6</source>
        <translation>최솟값 %1 · 평균 %2 · 최댓값 %3 · 표준 편차 %4 · 0의 개수 %5 · NaN %6</translation>
    </message>
    <message>
        <source> · infinite %1</source>
        <translation> · 무한대 %1</translation>
    </message>
    <message>
        <source>More than a million numbers are not copied as text: export them.</source>
        <translation>수가 백만 개가 넘으면 텍스트로 복사하지 않습니다. 내보내기를 쓰세요.</translation>
    </message>
    <message>
        <source>Export the numbers</source>
        <translation>수 내보내기</translation>
    </message>
    <message>
        <source>NumPy, in the stored type</source>
        <translation>NumPy, 저장된 자료형</translation>
    </message>
    <message>
        <source>Text with commas</source>
        <translation>쉼표로 나눈 텍스트</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>저장함: %1</translation>
    </message>
    <message>
        <source>Stopped. Choose it again to read its numbers.</source>
        <translation>중단했습니다. 다시 선택하면 수를 읽습니다.</translation>
    </message>
</context>
<context>
    <name>rnnscope::Dials</name>
    <message>
        <source>from</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>The first step that is read</source>
        <translation>읽기 시작할 스텝</translation>
    </message>
    <message>
        <source>length</source>
        <translation>길이</translation>
    </message>
    <message>
        <source>How many steps are read</source>
        <translation>읽을 스텝 수</translation>
    </message>
    <message>
        <source>period</source>
        <translation>주기</translation>
    </message>
    <message>
        <source>at step</source>
        <translation>시점</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>Steps of one wave of the first input</source>
        <translation>첫째 입력의 파동 하나가 차지하는 스텝 수</translation>
    </message>
    <message>
        <source>The step where it happens, 0 the first</source>
        <translation>신호가 바뀌는 스텝(처음이 0)</translation>
    </message>
    <message>
        <source>Another number gives another sequence</source>
        <translation>값을 바꾸면 다른 시퀀스가 됩니다</translation>
    </message>
</context>
<context>
    <name>rnnscope::Dock</name>
    <message>
        <source>Close this view (Ctrl+F4); the View menu shows it again</source>
        <translation>이 보기 닫기(Ctrl+F4). 보기 메뉴에서 다시 엽니다</translation>
    </message>
    <message>
        <source>Put back into the window (Ctrl+F5)</source>
        <translation>창 안으로 되돌리기(Ctrl+F5)</translation>
    </message>
    <message>
        <source>Float (Ctrl+F5)</source>
        <translation>띄우기(Ctrl+F5)</translation>
    </message>
</context>
<context>
    <name>rnnscope::Drops</name>
    <message>
        <source>Drop it to open it</source>
        <translation>놓으면 엽니다</translation>
    </message>
    <message>
        <source>Drop it to see it beside “%1”</source>
        <translation>놓으면 “%1” 옆에 나란히 엽니다</translation>
    </message>
    <message>
        <source>Drop it to open it; with Shift held, beside “%1”</source>
        <translation>놓으면 엽니다. Shift를 누른 채 놓으면 “%1” 옆에 나란히 엽니다</translation>
    </message>
</context>
<context>
    <name>rnnscope::EpochBar</name>
    <message>
        <source>Epoch</source>
        <translation>에포크</translation>
    </message>
    <message>
        <source>The networks after each epoch of training (Ctrl+← →)</source>
        <translation>에포크마다 학습된 신경망 (Ctrl+← →)</translation>
    </message>
    <message>
        <source>epoch %1 of %2 · %3 updates</source>
        <translation>에포크 %1 / %2 · 갱신 %3회</translation>
    </message>
    <message>
        <source>epoch 0: before training</source>
        <translation>에포크 0: 학습 전</translation>
    </message>
    <message>
        <source>%1 of checkpoints in memory</source>
        <translation>메모리에 둔 체크포인트 %1</translation>
    </message>
</context>
<context>
    <name>rnnscope::ExportActions</name>
    <message>
        <source>Save &amp;picture of the view…</source>
        <translation>보기를 그림으로 저장(&amp;P)…</translation>
    </message>
    <message>
        <source>&amp;Copy the view as a picture</source>
        <translation>보기를 그림으로 복사(&amp;C)</translation>
    </message>
    <message>
        <source>Save &amp;animation…</source>
        <translation>애니메이션 저장(&amp;A)…</translation>
    </message>
    <message>
        <source>Save &amp;values of the view…</source>
        <translation>보기의 값 저장(&amp;V)…</translation>
    </message>
    <message>
        <source>Save picture of the &amp;window…</source>
        <translation>창을 그림으로 저장(&amp;W)…</translation>
    </message>
    <message>
        <source>C&amp;opy the window as a picture</source>
        <translation>창을 그림으로 복사(&amp;O)</translation>
    </message>
    <message>
        <source>Save all values of the &amp;run…</source>
        <translation>실행의 모든 값 저장(&amp;R)…</translation>
    </message>
</context>
<context>
    <name>rnnscope::Exporter</name>
    <message>
        <source>Save picture</source>
        <translation>그림 저장</translation>
    </message>
    <message>
        <source>PNG picture of twice the size</source>
        <translation>두 배 크기의 PNG 그림</translation>
    </message>
    <message>
        <source>SVG: lines and text</source>
        <translation>SVG: 선과 글자</translation>
    </message>
    <message>
        <source>PDF: lines and text</source>
        <translation>PDF: 선과 글자</translation>
    </message>
    <message>
        <source>Copied as a picture</source>
        <translation>그림으로 복사함</translation>
    </message>
    <message>
        <source>Save animation</source>
        <translation>애니메이션 저장</translation>
    </message>
    <message>
        <source>Animation</source>
        <translation>애니메이션</translation>
    </message>
    <message>
        <source>Saving %1</source>
        <translation>%1 저장하는 중</translation>
    </message>
    <message>
        <source>This view draws no numbers</source>
        <translation>이 보기에는 저장할 숫자가 없습니다</translation>
    </message>
    <message>
        <source>Save values of the view</source>
        <translation>보기의 값 저장</translation>
    </message>
    <message>
        <source>Text with commas</source>
        <translation>쉼표로 나눈 텍스트</translation>
    </message>
    <message>
        <source>NumPy</source>
        <translation>NumPy</translation>
    </message>
    <message>
        <source>Save all values of the run</source>
        <translation>실행의 모든 값 저장</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>저장함: %1</translation>
    </message>
    <message>
        <source>Its numbers are still being made</source>
        <translation>값을 아직 계산하고 있습니다</translation>
    </message>
</context>
<context>
    <name>rnnscope::GateBars</name>
    <message>
        <source>Gates</source>
        <translation>게이트</translation>
    </message>
    <message>
        <source>%1 has none (%2 have): its hidden state instead</source>
        <translation>%1에는 게이트가 없어(%2에 있음) 은닉 상태를 보입니다</translation>
    </message>
    <message>
        <source>reading every step …</source>
        <translation>모든 스텝을 읽는 중 …</translation>
    </message>
    <message>
        <source>read from the end</source>
        <translation>끝에서부터 읽음</translation>
    </message>
    <message>
        <source>0: closed, 1: open · left now, right over time</source>
        <translation>0 닫힘, 1 열림 · 왼쪽은 지금, 오른쪽은 시간에 따라</translation>
    </message>
    <message>
        <source>now: mean %1</source>
        <translation>지금: 평균 %1</translation>
    </message>
    <message>
        <source>mean %1</source>
        <translation>평균 %1</translation>
    </message>
    <message>
        <source>%1 % below %2</source>
        <translation>%2 미만 %1%</translation>
    </message>
    <message>
        <source>%1 % above %2</source>
        <translation>%2 초과 %1%</translation>
    </message>
    <message>
        <source>unit %1: %2</source>
        <translation>유닛 %1: %2</translation>
    </message>
    <message>
        <source>%1, unit %2: %3</source>
        <translation>%1, 유닛 %2: %3</translation>
    </message>
    <message>
        <source>not computed yet</source>
        <translation>아직 계산 전</translation>
    </message>
    <message>
        <source>memory half-life of this unit: %1 steps</source>
        <translation>이 유닛의 기억 반감기: %1스텝</translation>
    </message>
    <message>
        <source>%1, step %2: median %3, the middle half of the units %4 to %5</source>
        <translation>%1, 스텝 %2: 중앙값 %3, 가운데 절반의 유닛은 %4~%5</translation>
    </message>
    <message>
        <source>Here you will see how far every gate is open, and when.</source>
        <translation>게이트가 언제 얼마나 열리는지 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>Reading every step …</source>
        <translation>모든 스텝을 읽는 중 …</translation>
    </message>
    <message>
        <source>unit %1</source>
        <translation>유닛 %1</translation>
    </message>
    <message>
        <source>median</source>
        <translation>중앙값</translation>
    </message>
    <message>
        <source>middle half</source>
        <translation>가운데 절반</translation>
    </message>
    <message>
        <source>long memory</source>
        <translation>오래 기억</translation>
    </message>
    <message>
        <source>short</source>
        <translation>잠깐</translation>
    </message>
    <message>
        <source>before: mean %1</source>
        <translation>이전 평균 %1</translation>
    </message>
</context>
<context>
    <name>rnnscope::GradientPlot</name>
    <message>
        <source>&amp;all losses</source>
        <translation>모든 손실(&amp;A)</translation>
    </message>
    <message>
        <source>Gradient through time</source>
        <translation>시간을 거슬러 가는 기울기</translation>
    </message>
    <message>
        <source>step k</source>
        <translation>스텝 k</translation>
    </message>
    <message>
        <source>total derivative, before clipping</source>
        <translation>전미분, 클리핑 전</translation>
    </message>
    <message>
        <source>⚠ Too large for numbers: %1. What could not be computed is left out.</source>
        <translation>⚠ 값이 너무 커서 나타낼 수 없음: %1. 계산하지 못한 부분은 그리지 않았습니다.</translation>
    </message>
    <message>
        <source>Here you will see how far back in time learning reaches.</source>
        <translation>학습이 얼마나 먼 과거까지 닿는지 여기에 보여 줍니다.</translation>
    </message>
    <message>
        <source>Following the loss back through time …</source>
        <translation>손실을 거슬러 올라가는 중…</translation>
    </message>
    <message>
        <source>The gradient is zero at every step.</source>
        <translation>모든 스텝에서 기울기가 0입니다.</translation>
    </message>
    <message>
        <source>not a number</source>
        <translation>수가 아님(NaN)</translation>
    </message>
    <message>
        <source>(lost)</source>
        <translation>(사라짐)</translation>
    </message>
    <message>
        <source>||∂L/∂sₖ|| · log scale</source>
        <translation>||∂L/∂sₖ|| · 로그 눈금</translation>
    </message>
    <message>
        <source>last l&amp;oss</source>
        <translation>마지막 손실(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;this step’s</source>
        <translation>이 스텝(&amp;T)</translation>
    </message>
    <message>
        <source>How much all losses from step k on depend on the memory there.</source>
        <translation>스텝 k부터의 모든 손실이 그 시점의 기억에 얼마나 좌우되는가.</translation>
    </message>
    <message>
        <source>How much all losses up to step k depend on the memory there: this layer reads from the end.</source>
        <translation>스텝 k까지의 모든 손실이 그 시점의 기억에 얼마나 좌우되는가. 이 층은 끝에서부터 읽습니다.</translation>
    </message>
    <message>
        <source>How much all losses together depend on the memory at step k.</source>
        <translation>모든 손실의 합이 스텝 k의 기억에 얼마나 좌우되는가.</translation>
    </message>
    <message>
        <source>Step %1 has no loss: no next token is known there.</source>
        <translation>스텝 %1에는 손실이 없습니다. 다음 토큰을 알 수 없기 때문입니다.</translation>
    </message>
    <message>
        <source>below %1 of the peak: lost in a float32 sum</source>
        <translation>최댓값의 %1 미만: float32 덧셈에서 사라짐</translation>
    </message>
    <message>
        <source>⚠ not of the same loss: of a network that predicts tokens the cross-entropy, of another one the sum of its outputs</source>
        <translation>⚠ 서로 다른 손실: 토큰을 예측하는 신경망은 교차 엔트로피, 그렇지 않은 신경망은 출력의 합</translation>
    </message>
    <message>
        <source>||∂L/∂sₖ||</source>
        <translation>||∂L/∂sₖ||</translation>
    </message>
    <message>
        <source>by lag</source>
        <translation>지연별</translation>
    </message>
    <message>
        <source>Across: how many steps before the loss, instead of the steps; of one loss, not of all together</source>
        <translation>가로축을 스텝 대신 손실에서 거슬러 간 스텝 수로 봅니다. 손실 하나일 때만 됩니다</translation>
    </message>
    <message>
        <source>Step %1 · lag %2</source>
        <translation>스텝 %1 · 지연 %2</translation>
    </message>
    <message>
        <source>Step %1</source>
        <translation>스텝 %1</translation>
    </message>
    <message>
        <source>%1: %2, at step %3</source>
        <translation>%1: 스텝 %3의 %2</translation>
    </message>
    <message>
        <source>L: sum over all steps: %1</source>
        <translation>L: 모든 스텝의 합, %1</translation>
    </message>
    <message>
        <source>total derivative, after clipping ||∂L/∂θ|| at %1 (dotted: before): %2</source>
        <translation>전미분, ||∂L/∂θ||를 %1에서 클리핑한 뒤 (점선: 클리핑 전): %2</translation>
    </message>
    <message>
        <source>How much %1 depends on the memory at step k. Straight fall: the same factor each step.</source>
        <translation>%1이 스텝 k의 기억에 얼마나 좌우되는가. 직선으로 떨어지면 스텝마다 같은 비율로 줄어듭니다.</translation>
    </message>
    <message>
        <source>lag: steps before %1</source>
        <translation>지연: %1보다 앞선 스텝 수</translation>
    </message>
    <message>
        <source>below %1 of the peak: lost</source>
        <translation>최댓값의 %1 미만: 사라짐</translation>
    </message>
</context>
<context>
    <name>rnnscope::GradientRates</name>
    <message>
        <source>Rates of growth</source>
        <translation>성장률</translation>
    </message>
    <message>
        <source>Lyapunov exponents λᵢ, nats a step · %1 at most</source>
        <translation>랴푸노프 지수 λᵢ, 스텝당 nat · 많아야 %1개</translation>
    </message>
    <message>
        <source>In each direction a small change of the memory is multiplied by exp(λ) at every step, on the average: λ₁ is the direction that lasts longest. The gradient through time follows the same rates.</source>
        <translation>기억의 작은 변화는 방향마다 스텝마다 평균 exp(λ)배가 됩니다. λ₁은 가장 오래가는 방향입니다. 시간을 거스르는 기울기도 같은 비율을 따릅니다.</translation>
    </message>
    <message>
        <source>i: directions, the longest lasting first</source>
        <translation>i: 방향, 가장 오래가는 것부터</translation>
    </message>
    <message>
        <source>λᵢ, nats a step</source>
        <translation>λᵢ, 스텝당 nat</translation>
    </message>
    <message>
        <source>%1, × %2 a step</source>
        <translation>%1, 스텝마다 × %2</translation>
    </message>
    <message>
        <source>above 0: explodes</source>
        <translation>0보다 크면 폭발</translation>
    </message>
    <message>
        <source>below 0: vanishes</source>
        <translation>0보다 작으면 소실</translation>
    </message>
</context>
<context>
    <name>rnnscope::GradientShares</name>
    <message>
        <source>Share of the weight gradient</source>
        <translation>가중치 기울기의 몫</translation>
    </message>
    <message>
        <source>share of ∂L/∂U by lag · losses of all steps, before clipping</source>
        <translation>간격별 ∂L/∂U의 몫 · 모든 스텝의 손실, 클리핑 전</translation>
    </message>
    <message>
        <source>Which part of what U learns comes from how far back: all lags together are 1. Near 0 from some lag on: learning does not see so far. Below 0: such a lag pulls against the rest.</source>
        <translation>U가 배우는 것 가운데 얼마가 얼마나 먼 과거에서 오는가: 모두 더하면 1입니다. 어떤 간격부터 0에 가까우면 학습은 그만큼 멀리 보지 못합니다. 0보다 작으면 나머지와 반대로 당깁니다.</translation>
    </message>
    <message>
        <source>lag: steps from the use of U to the loss</source>
        <translation>간격: U를 쓴 스텝에서 손실까지의 스텝 수</translation>
    </message>
    <message>
        <source>beyond %1 each is below 0.1 %</source>
        <translation>%1 뒤로는 각각 0.1 % 미만</translation>
    </message>
    <message>
        <source>share, all together 1</source>
        <translation>몫, 모두 더하면 1</translation>
    </message>
    <message>
        <source>lag %1</source>
        <translation>간격 %1</translation>
    </message>
    <message>
        <source>%1, with all beyond it %2</source>
        <translation>%1, 그보다 먼 것까지 %2</translation>
    </message>
    <message>
        <source>This follows the loss of every step back by itself, which takes too long for %1 steps. Read at most %2 here.</source>
        <translation>스텝마다 손실을 따로 거슬러 가므로 %1스텝은 너무 오래 걸립니다. 여기서는 많아야 %2스텝을 읽으십시오.</translation>
    </message>
</context>
<context>
    <name>rnnscope::GradientTriangle</name>
    <message>
        <source>Gradient triangle</source>
        <translation>기울기 삼각형</translation>
    </message>
    <message>
        <source>%1 steps would make a triangle of %2 million numbers. Read at most %3 steps to see it; “Gradient through time” shows one loss of a sequence of any length.</source>
        <translation>%1스텝이면 삼각형에 수가 %2백만 개 들어갑니다. %3스텝 이하로 읽으면 볼 수 있습니다. 손실 하나의 기울기는 길이와 상관없이 “시간을 거슬러 가는 기울기”에서 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>The losses of this sequence cannot be followed one by one.</source>
        <translation>이 시퀀스의 손실을 하나씩 거슬러 올라갈 수 없습니다.</translation>
    </message>
    <message>
        <source>step %1 has no loss</source>
        <translation>스텝 %1에는 손실이 없음</translation>
    </message>
    <message>
        <source>reaches back %1 steps</source>
        <translation>%1스텝 전까지 닿음</translation>
    </message>
    <message>
        <source>reaches %1 steps towards the end</source>
        <translation>끝 쪽으로 %1스텝까지 닿음</translation>
    </message>
    <message>
        <source>reaches its own step only</source>
        <translation>자기 스텝에만 닿음</translation>
    </message>
    <message>
        <source>reaches no step</source>
        <translation>어느 스텝에도 닿지 않음</translation>
    </message>
    <message>
        <source>(above %1 of its peak)</source>
        <translation>(최댓값의 %1 이상)</translation>
    </message>
    <message>
        <source>at least half of its peak up to %1 steps away</source>
        <translation>%1스텝 떨어진 곳까지는 최댓값의 절반 이상</translation>
    </message>
    <message>
        <source>%1: nothing, that step is read after it</source>
        <translation>%1: 없음. 이 손실보다 나중에 읽는 스텝입니다</translation>
    </message>
    <message>
        <source>not a number</source>
        <translation>수가 아님(NaN)</translation>
    </message>
    <message>
        <source>(lost: below %1 of the peak)</source>
        <translation>(사라짐: 최댓값의 %1 미만)</translation>
    </message>
    <message>
        <source>before clipping</source>
        <translation>클리핑 전</translation>
    </message>
    <message>
        <source>each loss by itself</source>
        <translation>손실마다 따로</translation>
    </message>
    <message>
        <source>following the new losses …</source>
        <translation>새 손실을 거슬러 올라가는 중…</translation>
    </message>
    <message>
        <source>⚠ Some gradients are too large for numbers. They are left out.</source>
        <translation>⚠ 값이 너무 커서 나타낼 수 없는 기울기가 있습니다. 그 부분은 그리지 않았습니다.</translation>
    </message>
    <message>
        <source>Tinted: below 6·10⁻⁸ of the row’s peak, lost in a float32 sum.</source>
        <translation>붉은 바탕: 그 줄 최댓값의 6·10⁻⁸ 미만이라 float32 덧셈에서 사라집니다.</translation>
    </message>
    <message>
        <source>A row is a loss: how strongly it depends on the memory at step k; on both sides, for a layer above reads the other way.</source>
        <translation>한 줄이 손실 하나입니다. 그 손실이 스텝 k의 기억에 얼마나 좌우되는지 보여 줍니다. 위층에 반대 방향으로 읽는 층이 있어 양쪽 스텝에 모두 좌우됩니다.</translation>
    </message>
    <message>
        <source>A row is a loss: how strongly it depends on the memory at step k. Read from the end: it depends on later steps.</source>
        <translation>한 줄이 손실 하나입니다. 그 손실이 스텝 k의 기억에 얼마나 좌우되는지 보여 줍니다. 끝에서부터 읽는 층이라 뒤쪽 스텝에 좌우됩니다.</translation>
    </message>
    <message>
        <source>A row is a loss: how strongly it depends on the memory at step k; further left, longer ago.</source>
        <translation>한 줄이 손실 하나입니다. 그 손실이 스텝 k의 기억에 얼마나 좌우되는지 보여 줍니다. 왼쪽으로 갈수록 더 오래전입니다.</translation>
    </message>
    <message>
        <source>Following every loss back through time … %1 %</source>
        <translation>손실을 하나씩 거슬러 올라가는 중… %1 %</translation>
    </message>
    <message>
        <source>Here you will see how far back each loss reaches.</source>
        <translation>손실 하나하나가 얼마나 먼 과거까지 닿는지 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>step k</source>
        <translation>스텝 k</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>사라짐</translation>
    </message>
    <message>
        <source>loss at step t ↓</source>
        <translation>스텝 t의 손실 ↓</translation>
    </message>
</context>
<context>
    <name>rnnscope::Header</name>
    <message>
        <source>%1 units, %2 parameters</source>
        <translation>유닛 %1개, 파라미터 %2개</translation>
    </message>
</context>
<context>
    <name>rnnscope::HeatMap</name>
    <message>
        <source>by memory</source>
        <translation>기억 순</translation>
    </message>
    <message>
        <source>Order the units by how long they remember: the lag at which the autocorrelation of a unit falls below ½</source>
        <translation>오래 기억하는 순서로 유닛을 놓습니다. 자기상관이 ½ 아래로 떨어지는 시차가 기준입니다</translation>
    </message>
    <message>
        <source>by index</source>
        <translation>번호 순</translation>
    </message>
    <message>
        <source>Order the units by their number</source>
        <translation>번호 순서로 유닛을 놓습니다</translation>
    </message>
    <message>
        <source>long</source>
        <translation>오래</translation>
    </message>
    <message>
        <source>short</source>
        <translation>잠깐</translation>
    </message>
    <message>
        <source>step</source>
        <translation>스텝</translation>
    </message>
    <message>
        <source> “%1”</source>
        <translation> “%1”</translation>
    </message>
    <message>
        <source>%1 %2, unit %3, step %4: %5</source>
        <translation>%1 %2, 유닛 %3, 스텝 %4: %5</translation>
    </message>
    <message>
        <source>memory half-life of this unit: %1 steps</source>
        <translation>이 유닛의 기억 반감기: %1스텝</translation>
    </message>
    <message>
        <source>Units over time</source>
        <translation>시간에 따른 유닛</translation>
    </message>
    <message>
        <source>%1 over time</source>
        <translation>시간에 따른 %1</translation>
    </message>
    <message>
        <source>appears with the first sequence</source>
        <translation>시퀀스를 읽으면 나타납니다</translation>
    </message>
    <message>
        <source>units by index</source>
        <translation>유닛 번호순</translation>
    </message>
    <message>
        <source>units by memory half-life</source>
        <translation>유닛: 기억 반감기순</translation>
    </message>
    <message>
        <source>read from the end</source>
        <translation>끝에서부터 읽음</translation>
    </message>
    <message>
        <source>comparing the units …</source>
        <translation>유닛을 비교하는 중 …</translation>
    </message>
    <message>
        <source>by similarity</source>
        <translation>유사도순</translation>
    </message>
    <message>
        <source>Put units together whose values rise and fall together: by their correlation over the steps. Those that never change come last</source>
        <translation>값이 함께 오르내리는 유닛끼리 모읍니다. 스텝에 걸친 상관계수를 씁니다. 변하지 않는 유닛은 맨 뒤에 둡니다</translation>
    </message>
    <message>
        <source>units by similarity</source>
        <translation>유닛: 유사도순</translation>
    </message>
</context>
<context>
    <name>rnnscope::HeatPane</name>
    <message>
        <source>row %1, column %2: %3</source>
        <translation>행 %1, 열 %2: %3</translation>
    </message>
    <message>
        <source>%1 × %2 numbers on %3 × %4 pixels: each shows its number of the largest magnitude</source>
        <translation>수 %1 × %2개를 픽셀 %3 × %4개에: 픽셀마다 절댓값이 가장 큰 수를 보입니다</translation>
    </message>
    <message>
        <source>rows downwards, columns to the right; one cell a number</source>
        <translation>아래로 행, 오른쪽으로 열; 한 칸이 수 하나</translation>
    </message>
    <message>
        <source>hatched: NaN</source>
        <translation>빗금: NaN</translation>
    </message>
    <message>
        <source>This tensor holds no numbers.</source>
        <translation>이 텐서에는 수가 없습니다.</translation>
    </message>
</context>
<context>
    <name>rnnscope::HeldConstant</name>
    <message>
        <source>%1 updates</source>
        <translation>업데이트 %1회</translation>
    </message>
    <message>
        <source>the same %1 steps</source>
        <translation>같은 시퀀스, %1스텝</translation>
    </message>
    <message>
        <source>the same %1 tokens</source>
        <translation>같은 시퀀스, 토큰 %1개</translation>
    </message>
    <message>
        <source>%1 steps</source>
        <translation>%1스텝</translation>
    </message>
    <message>
        <source>does not fall</source>
        <translation>줄어들지 않음</translation>
    </message>
    <message>
        <source>sequence</source>
        <translation>시퀀스</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>파라미터</translation>
    </message>
    <message>
        <source>units</source>
        <translation>유닛</translation>
    </message>
    <message>
        <source>∂L&lt;sub&gt;%1&lt;/sub&gt; halves in</source>
        <translation>∂L&lt;sub&gt;%1&lt;/sub&gt; 반감</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>trained on</source>
        <translation>학습 과제</translation>
    </message>
    <message>
        <source>training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Only one network is open: there is nothing to compare.</source>
        <translation>모델이 하나만 열려 있어 비교할 대상이 없습니다.</translation>
    </message>
    <message>
        <source>This comparison holds constant</source>
        <translation>이 비교에서 똑같이 맞춘 것</translation>
    </message>
    <message>
        <source>Here you will see what makes the comparison fair.</source>
        <translation>무엇을 맞추어 비교하는지 여기에 보여 줍니다.</translation>
    </message>
    <message>
        <source>This network</source>
        <translation>이 모델</translation>
    </message>
    <message>
        <source>forget bias at start</source>
        <translation>망각 편향 초깃값</translation>
    </message>
    <message>
        <source>%1 in each of %2 layers</source>
        <translation>%2개 층에 %1개씩</translation>
    </message>
    <message>
        <source>the same text, %1 tokens of each one’s vocabulary</source>
        <translation>같은 텍스트, 각자의 어휘로 토큰 %1개</translation>
    </message>
    <message>
        <source>cell</source>
        <translation>셀</translation>
    </message>
    <message>
        <source>uniform</source>
        <translation>균등</translation>
    </message>
    <message>
        <source>orthogonal</source>
        <translation>직교</translation>
    </message>
    <message>
        <source>identity</source>
        <translation>단위행렬</translation>
    </message>
    <message>
        <source>%1, spectral radius %2</source>
        <translation>%1, 스펙트럼 반지름 %2</translation>
    </message>
    <message>
        <source>random</source>
        <translation>무작위</translation>
    </message>
    <message>
        <source>U at start</source>
        <translation>U의 초깃값</translation>
    </message>
    <message>
        <source>activation</source>
        <translation>활성화 함수</translation>
    </message>
    <message>
        <source>%1, distance %2</source>
        <translation>%1, 거리 %2</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>seed of the weights</source>
        <translation>가중치의 시드</translation>
    </message>
    <message>
        <source>seed of the data</source>
        <translation>데이터의 시드</translation>
    </message>
    <message>
        <source>⚠ Not a fair comparison of the cells:</source>
        <translation>⚠ 셀끼리의 공정한 비교가 아닙니다:</translation>
    </message>
    <message>
        <source>✓ Fair: parameters match within %1 %.</source>
        <translation>✓ 공정한 비교: 파라미터 수 차이 %1 % 이내</translation>
    </message>
    <message>
        <source>✓ Fair by units: as many in each. The largest network has %1 % more parameters than the smallest.</source>
        <translation>✓ 유닛 수를 맞춘 비교입니다. 파라미터는 가장 큰 모델이 가장 작은 모델보다 %1 % 많습니다.</translation>
    </message>
</context>
<context>
    <name>rnnscope::HistogramPane</name>
    <message>
        <source>%1 to %2: %3 numbers</source>
        <translation>%1부터 %2까지: %3개</translation>
    </message>
    <message>
        <source>number</source>
        <translation>값</translation>
    </message>
    <message>
        <source>how many of each size</source>
        <translation>값마다 개수</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>개수</translation>
    </message>
    <message>
        <source>min</source>
        <translation>최솟값</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>평균</translation>
    </message>
    <message>
        <source>max</source>
        <translation>최댓값</translation>
    </message>
    <message>
        <source>std</source>
        <translation>표준 편차</translation>
    </message>
    <message>
        <source>zeros</source>
        <translation>0의 개수</translation>
    </message>
    <message>
        <source>NaN</source>
        <translation>NaN</translation>
    </message>
    <message>
        <source>infinite</source>
        <translation>무한대</translation>
    </message>
</context>
<context>
    <name>rnnscope::InputActions</name>
    <message>
        <source>&amp;Text</source>
        <translation>글(&amp;T)</translation>
    </message>
    <message>
        <source>Type a text</source>
        <translation>글을 직접 입력합니다</translation>
    </message>
    <message>
        <source>Token &amp;numbers</source>
        <translation>토큰 번호(&amp;N)</translation>
    </message>
    <message>
        <source>Type the numbers of tokens</source>
        <translation>토큰 번호를 직접 입력합니다</translation>
    </message>
    <message>
        <source>From a &amp;file…</source>
        <translation>파일에서(&amp;F)…</translation>
    </message>
    <message>
        <source>Rows of numbers (.csv, .npy), a sound (.wav) or a text</source>
        <translation>행마다 한 스텝인 수(.csv, .npy), 소리(.wav), 글</translation>
    </message>
    <message>
        <source>&amp;Back to the input before</source>
        <translation>이전 입력으로(&amp;B)</translation>
    </message>
    <message>
        <source>F&amp;orward to the next input</source>
        <translation>다음 입력으로(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Random tokens</source>
        <translation>무작위 토큰(&amp;R)</translation>
    </message>
</context>
<context>
    <name>rnnscope::InputLeaning</name>
    <message>
        <source>What the prediction leans on</source>
        <translation>예측이 기대는 입력</translation>
    </message>
    <message>
        <source>Here you will see which of the tokens read so far the prediction comes from.</source>
        <translation>지금까지 읽은 토큰 가운데 무엇이 예측을 만들었는지 여기에 보입니다.</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>“%1”</translation>
    </message>
    <message>
        <source>measuring …</source>
        <translation>재는 중 …</translation>
    </message>
    <message>
        <source>step %1: most probable output %2</source>
        <translation>스텝 %1: 가장 그럴듯한 출력 %2</translation>
    </message>
    <message>
        <source>step %1: all outputs</source>
        <translation>스텝 %1: 모든 출력</translation>
    </message>
    <message>
        <source>largest %1 at step %2</source>
        <translation>가장 큰 값 %1, 스텝 %2</translation>
    </message>
    <message>
        <source>no input moves it</source>
        <translation>움직이는 입력이 없음</translation>
    </message>
    <message>
        <source>||∂logit/∂xₖ||</source>
        <translation>||∂logit/∂xₖ||</translation>
    </message>
    <message>
        <source>||∂outputs/∂xₖ||</source>
        <translation>||∂출력/∂xₖ||</translation>
    </message>
    <message>
        <source>The stronger the colour of a step, the more a small change of its input would move this output.</source>
        <translation>색이 진한 스텝일수록 그 입력이 조금만 바뀌어도 이 출력이 크게 움직입니다.</translation>
    </message>
    <message>
        <source>The stronger the colour of a token, the more a small change of its input would move this output.</source>
        <translation>색이 진한 토큰일수록 그 입력이 조금만 바뀌어도 이 출력이 크게 움직입니다.</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>스텝 %1</translation>
    </message>
    <message>
        <source>read after the prediction: it cannot matter</source>
        <translation>예측 뒤에 읽은 것이라 영향을 줄 수 없습니다</translation>
    </message>
    <message>
        <source>||∂logit/∂x|| = %1</source>
        <translation>||∂logit/∂x|| = %1</translation>
    </message>
    <message>
        <source>||∂outputs/∂x|| = %1</source>
        <translation>||∂출력/∂x|| = %1</translation>
    </message>
    <message>
        <source>, %1 of the largest</source>
        <translation>, 가장 큰 값의 %1</translation>
    </message>
</context>
<context>
    <name>rnnscope::InputStatus</name>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Stops reading; the earlier sequence stays</source>
        <translation>읽기를 멈추고 이전 시퀀스를 그대로 둡니다</translation>
    </message>
</context>
<context>
    <name>rnnscope::Inspector</name>
    <message>
        <source>Search names, shapes, types (Ctrl+F)</source>
        <translation>이름, 모양, 자료형 찾기 (Ctrl+F)</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>찾기</translation>
    </message>
    <message>
        <source>What the file holds</source>
        <translation>파일에 든 것</translation>
    </message>
</context>
<context>
    <name>rnnscope::InspectorWindow</name>
    <message>
        <source>%1 – what the file holds</source>
        <translation>%1 – 파일에 든 것</translation>
    </message>
    <message>
        <source>What the file holds</source>
        <translation>파일에 든 것</translation>
    </message>
</context>
<context>
    <name>rnnscope::LabDials</name>
    <message>
        <source>Dials</source>
        <translation>다이얼</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>프리셋</translation>
    </message>
    <message>
        <source>U starts</source>
        <translation>U의 초깃값</translation>
    </message>
    <message>
        <source>Scale of U</source>
        <translation>U의 크기</translation>
    </message>
    <message>
        <source>Forget bias</source>
        <translation>망각 편향</translation>
    </message>
    <message>
        <source>RNN’s activation</source>
        <translation>RNN 활성화</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>유닛 수</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>길이</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>거리</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>A classic situation to begin with</source>
        <translation>출발점으로 삼을 대표적인 상황</translation>
    </message>
    <message>
        <source>factor</source>
        <translation>배율</translation>
    </message>
    <message>
        <source>spectral radius</source>
        <translation>스펙트럼 반지름</translation>
    </message>
    <message>
        <source>What the scale says</source>
        <translation>크기의 뜻</translation>
    </message>
    <message>
        <source>A factor on U, or the spectral radius that every block of U gets</source>
        <translation>U에 곱하는 배율, 또는 U의 각 블록이 갖게 될 스펙트럼 반지름</translation>
    </message>
    <message>
        <source>nothing (linear)</source>
        <translation>없음(선형)</translation>
    </message>
    <message>
        <source>The RNN’s activation; LSTM and GRU keep tanh</source>
        <translation>RNN의 활성화 함수. LSTM과 GRU는 tanh 그대로입니다</translation>
    </message>
    <message>
        <source>all</source>
        <translation>모두</translation>
    </message>
    <message>
        <source>the last</source>
        <translation>마지막</translation>
    </message>
    <message>
        <source>this step’s</source>
        <translation>이 스텝</translation>
    </message>
    <message>
        <source>Which losses the gradient starts from (L)</source>
        <translation>기울기가 출발하는 손실 (L)</translation>
    </message>
    <message>
        <source>What U is multiplied by, or its spectral radius</source>
        <translation>U에 곱하는 값, 또는 스펙트럼 반지름</translation>
    </message>
    <message>
        <source>set</source>
        <translation>지정</translation>
    </message>
    <message>
        <source>Set the forget bias</source>
        <translation>망각 편향 지정</translation>
    </message>
    <message>
        <source>Else it starts as PyTorch’s: random, near 0</source>
        <translation>지정하지 않으면 PyTorch처럼 0 근처의 무작위 값입니다</translation>
    </message>
    <message>
        <source>Units of the LSTM, or of all three</source>
        <translation>LSTM의 유닛 수, 또는 셋 모두의 유닛 수</translation>
    </message>
    <message>
        <source>Steps of the sequence</source>
        <translation>시퀀스의 스텝 수</translation>
    </message>
    <message>
        <source>The next letter is the one that was read so many steps before</source>
        <translation>다음 글자는 이만큼 앞에서 읽은 글자입니다</translation>
    </message>
    <message>
        <source>Of the random weights and the random text</source>
        <translation>무작위 가중치와 무작위 글의 시드</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>Back to the preset</source>
        <translation>프리셋으로 되돌리기</translation>
    </message>
    <message>
        <source>Turns all dials back to the preset</source>
        <translation>모든 다이얼을 프리셋으로 되돌립니다</translation>
    </message>
    <message>
        <source>untrained networks, live</source>
        <translation>학습하지 않은 신경망, 바로 반영</translation>
    </message>
    <message>
        <source>turn one to see three untrained networks</source>
        <translation>하나를 돌리면 학습하지 않은 신경망 셋이 열립니다</translation>
    </message>
    <message>
        <source>Clip at</source>
        <translation>클리핑 기준</translation>
    </message>
    <message>
        <source>Lost below</source>
        <translation>사라지는 기준</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>시드 수</translation>
    </message>
    <message>
        <source>The largest norm of the gradient of all parameters; 0: none is clipped. Works on any network that is shown</source>
        <translation>모든 파라미터 기울기의 노름이 넘지 못할 값. 0이면 클리핑하지 않습니다. 지금 보이는 어떤 신경망에나 적용됩니다</translation>
    </message>
    <message>
        <source>6·10⁻⁸ of the peak: float32</source>
        <translation>최댓값의 6·10⁻⁸: float32</translation>
    </message>
    <message>
        <source>4.9·10⁻⁴: float16</source>
        <translation>최댓값의 4.9·10⁻⁴: float16</translation>
    </message>
    <message>
        <source>3.9·10⁻³: bfloat16</source>
        <translation>최댓값의 3.9·10⁻³: bfloat16</translation>
    </message>
    <message>
        <source>What a sum of such numbers does not see beside its largest part</source>
        <translation>그런 수의 덧셈에서 가장 큰 항에 묻혀 사라지는 크기</translation>
    </message>
    <message>
        <source>So many starts are compared: what they come to is a band around the curves</source>
        <translation>이만큼의 초깃값을 비교해, 그 범위를 곡선 둘레의 띠로 보입니다</translation>
    </message>
</context>
<context>
    <name>rnnscope::LearningView</name>
    <message>
        <source>How they learn</source>
        <translation>학습 과정</translation>
    </message>
    <message>
        <source>start, before training</source>
        <translation>시작, 학습 전</translation>
    </message>
    <message>
        <source>epoch %1 · %2 updates</source>
        <translation>에포크 %1 · 갱신 %2회</translation>
    </message>
    <message>
        <source>%1: loss %2, accuracy %3 %, norm %4 → %5</source>
        <translation>%1: 손실 %2, 정확도 %3 %, 노름 %4 → %5</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1초</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1분</translation>
    </message>
    <message>
        <source>One epoch: %1 updates of %2 new sequences each. Loss and accuracy are of sequences that training does not see.</source>
        <translation>한 에포크: 새 시퀀스 %2개씩 갱신 %1회. 손실과 정확도는 학습에 쓰지 않은 시퀀스에서 잰 값입니다.</translation>
    </message>
    <message>
        <source>One epoch: %1 updates. Loss and accuracy are of the text itself, which is learned by heart.</source>
        <translation>한 에포크: 갱신 %1회. 손실과 정확도는 외우려는 텍스트 자체에서 잰 값입니다.</translation>
    </message>
    <message>
        <source>Line: median of %1 seeds, band: lowest to highest.</source>
        <translation>선: 시드 %1개의 중앙값, 띠: 최솟값에서 최댓값까지.</translation>
    </message>
    <message>
        <source>A press on an epoch shows the networks after it in all views.</source>
        <translation>에포크를 누르면 그때의 신경망을 모든 보기에서 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>에포크</translation>
    </message>
    <message>
        <source>||∂L/∂θ|| before clipping (pale: after), log scale</source>
        <translation>클리핑 전 ||∂L/∂θ|| (옅은 선: 클리핑 후), 로그 눈금</translation>
    </message>
    <message>
        <source>accuracy by distance, %, after epoch %1</source>
        <translation>거리별 정확도, %, 에포크 %1 이후</translation>
    </message>
    <message>
        <source>⚠ %1</source>
        <translation>⚠ 오류: %1</translation>
    </message>
    <message>
        <source>%1 of %2 updates</source>
        <translation>갱신 %1 / %2회</translation>
    </message>
    <message>
        <source>loss %1</source>
        <translation>손실 %1</translation>
    </message>
    <message>
        <source>accuracy %1 %</source>
        <translation>정확도 %1 %</translation>
    </message>
    <message>
        <source>%1 an epoch</source>
        <translation>에포크당 %1</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>%1 남음</translation>
    </message>
    <message>
        <source>%1 units</source>
        <translation>유닛 %1개</translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation>파라미터 %1개</translation>
    </message>
    <message>
        <source>Here you will see RNN, LSTM and GRU learn a task side by side. Start it with the dials of the training.</source>
        <translation>RNN, LSTM, GRU가 한 과제를 나란히 배우는 모습을 여기에서 봅니다. 학습 조절판에서 시작하세요.</translation>
    </message>
    <message>
        <source>%1 · distance %2</source>
        <translation>%1 · 거리 %2</translation>
    </message>
    <message>
        <source>distance, dashed: trained at %1</source>
        <translation>거리, 파선: 학습한 거리 %1</translation>
    </message>
    <message>
        <source>loss: half squared error, log scale, dashed: guessing</source>
        <translation>손실: 제곱 오차의 절반, 로그 눈금, 파선: 찍기</translation>
    </message>
    <message>
        <source>loss: nats, log scale, dashed: guessing</source>
        <translation>손실: 냇(nat), 로그 눈금, 파선: 찍기</translation>
    </message>
    <message>
        <source>accuracy, %, dashed: guessing</source>
        <translation>정확도, %, 파선: 찍기</translation>
    </message>
</context>
<context>
    <name>rnnscope::MainWindow</name>
    <message>
        <source>About RNN Scope</source>
        <translation>RNN Scope 정보</translation>
    </message>
    <message>
        <source>&lt;b&gt;RNN Scope %1&lt;/b&gt;&lt;p&gt;See recurrent networks think, one token at a time.&lt;/p&gt;&lt;p&gt;Free software under the GNU General Public License, version 3 or later. Built with Qt, Eigen, libzip, nlohmann-json, libwebp, cgif and libimagequant.&lt;/p&gt;</source>
        <translation>&lt;b&gt;RNN Scope %1&lt;/b&gt;&lt;p&gt;순환 신경망이 생각하는 과정을 토큰 하나씩 따라가며 봅니다.&lt;/p&gt;&lt;p&gt;GNU 일반 공중 사용 허가서(GPL) 3판 또는 그 이후 판을 따르는 자유 소프트웨어입니다. Qt, Eigen, libzip, nlohmann-json, libwebp, cgif, libimagequant로 만들었습니다.&lt;/p&gt;</translation>
    </message>
</context>
<context>
    <name>rnnscope::MappingDialog</name>
    <message>
        <source>Map tensors by hand</source>
        <translation>텐서 직접 지정</translation>
    </message>
    <message>
        <source>Which tensors of %1 are the weights of a recurrent cell? Those that fit what is chosen already stand first in each list; type a part of a name to find one.</source>
        <translation>%1의 텐서 가운데 순환 셀의 가중치가 될 것을 고릅니다. 이미 고른 것과 모양이 맞는 텐서가 목록 앞에 오고, 이름의 일부를 입력하면 찾을 수 있습니다.</translation>
    </message>
    <message>
        <source>A layer on top</source>
        <translation>위에 층 추가</translation>
    </message>
    <message>
        <source>Remove the top layer</source>
        <translation>맨 위층 제거</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>층</translation>
    </message>
    <message>
        <source>W and U apart</source>
        <translation>W와 U 따로</translation>
    </message>
    <message>
        <source>One tensor on [x, h]</source>
        <translation>[x, h]에 곱하는 하나</translation>
    </message>
    <message>
        <source>One tensor on [h, x]</source>
        <translation>[h, x]에 곱하는 하나</translation>
    </message>
    <message>
        <source>All in one tensor</source>
        <translation>텐서 하나에 모두</translation>
    </message>
    <message>
        <source>A tensor for each</source>
        <translation>게이트마다 하나씩</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>행</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>열</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>셀</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>가중치</translation>
    </message>
    <message>
        <source>Gates</source>
        <translation>게이트</translation>
    </message>
    <message>
        <source>Gate order</source>
        <translation>게이트 순서</translation>
    </message>
    <message>
        <source>Units lie along</source>
        <translation>유닛 방향</translation>
    </message>
    <message>
        <source>Layer %1</source>
        <translation>%1층</translation>
    </message>
    <message>
        <source>The shapes leave one way only</source>
        <translation>모양으로 보아 한 가지뿐입니다</translation>
    </message>
    <message>
        <source>%1, %2 units, %3 inputs</source>
        <translation>%1, 유닛 %2개, 입력 %3개</translation>
    </message>
    <message>
        <source>It fits: %1</source>
        <translation>모양이 맞습니다: %1</translation>
    </message>
    <message>
        <source>Another layer is not complete yet</source>
        <translation>아직 다 고르지 않은 층이 있습니다</translation>
    </message>
    <message>
        <source>Still to be chosen: %1</source>
        <translation>더 골라야 할 것: %1</translation>
    </message>
    <message>
        <source>In two places: %1</source>
        <translation>두 자리에 쓰임: %1</translation>
    </message>
</context>
<context>
    <name>rnnscope::MappingRows</name>
    <message>
        <source>U, recurrent weights</source>
        <translation>U, 순환 가중치</translation>
    </message>
    <message>
        <source>P, projection</source>
        <translation>P, 투영</translation>
    </message>
    <message>
        <source>W and U, all weights</source>
        <translation>W와 U, 가중치 전체</translation>
    </message>
    <message>
        <source>W, input weights</source>
        <translation>W, 입력 가중치</translation>
    </message>
    <message>
        <source>b, bias</source>
        <translation>b, 편향</translation>
    </message>
    <message>
        <source>d, recurrent bias</source>
        <translation>d, 순환 편향</translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation>임베딩</translation>
    </message>
    <message>
        <source>Layer on top</source>
        <translation>출력층</translation>
    </message>
    <message>
        <source>Its bias</source>
        <translation>출력층 편향</translation>
    </message>
    <message>
        <source>%1: gate %2</source>
        <translation>%1: 게이트 %2</translation>
    </message>
    <message>
        <source>Around the layers</source>
        <translation>순환층의 앞뒤</translation>
    </message>
</context>
<context>
    <name>rnnscope::MeasureView</name>
    <message>
        <source>Here you will see it as soon as a network reads a sequence.</source>
        <translation>신경망이 시퀀스를 읽으면 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>There is nothing to measure.</source>
        <translation>잴 것이 없습니다.</translation>
    </message>
    <message>
        <source>not a number</source>
        <translation>숫자가 아님</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Measuring: %1 %</source>
        <translation>재는 중: %1 %</translation>
    </message>
</context>
<context>
    <name>rnnscope::ModelCard</name>
    <message>
        <source>%1 numbers a step</source>
        <translation>스텝마다 수 %1개</translation>
    </message>
    <message>
        <source>%1 tokens, one-hot</source>
        <translation>토큰 %1개, 원-핫</translation>
    </message>
    <message>
        <source>%1 tokens, each embedded as %2 numbers</source>
        <translation>토큰 %1개, 각각 %2차원 임베딩</translation>
    </message>
    <message>
        <source>its %1 hidden units</source>
        <translation>은닉 유닛 %1개</translation>
    </message>
    <message>
        <source>the next of %1 tokens</source>
        <translation>토큰 %1개 중 다음 토큰</translation>
    </message>
    <message>
        <source>embedding</source>
        <translation>임베딩</translation>
    </message>
    <message>
        <source>output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>파라미터</translation>
    </message>
    <message>
        <source>task</source>
        <translation>과제</translation>
    </message>
    <message>
        <source>updates</source>
        <translation>업데이트 횟수</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>loss reached</source>
        <translation>도달한 손실</translation>
    </message>
    <message>
        <source>assumed</source>
        <translation>가정</translation>
    </message>
    <message>
        <source>reads</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>gives</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>Parts and their parameters</source>
        <translation>구성 요소와 파라미터 수</translation>
    </message>
    <message>
        <source>How it was trained</source>
        <translation>학습 방법</translation>
    </message>
    <message>
        <source>What the file says, and what was assumed</source>
        <translation>파일에 적힌 것과 가정한 것</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Here you will see what the network is made of.</source>
        <translation>모델이 무엇으로 이루어졌는지 여기에 보여 줍니다.</translation>
    </message>
    <message>
        <source>Chosen before, and no option any more: %1</source>
        <translation>전에 골랐지만 이제는 고를 수 없는 것: %1</translation>
    </message>
    <message>
        <source>1 unit</source>
        <translation>유닛 1개</translation>
    </message>
    <message>
        <source>%1 units</source>
        <translation>유닛 %1개</translation>
    </message>
    <message>
        <source>1 number a step</source>
        <translation>스텝마다 수 1개</translation>
    </message>
    <message>
        <source>%1, through a dense layer</source>
        <translation>%1, 완전 연결층을 거쳐</translation>
    </message>
    <message>
        <source>%1, through %2 dense layers</source>
        <translation>%1, 완전 연결층 %2개를 거쳐</translation>
    </message>
    <message>
        <source>its hidden unit</source>
        <translation>은닉 유닛 1개</translation>
    </message>
    <message>
        <source>dense layer “%1”</source>
        <translation>완전 연결층 “%1”</translation>
    </message>
    <message>
        <source>%1 → %2, projected</source>
        <translation>%1 → %2로 투영</translation>
    </message>
    <message>
        <source>memory as it is stepped</source>
        <translation>실행할 때 메모리</translation>
    </message>
    <message>
        <source>made with</source>
        <translation>만든 도구</translation>
    </message>
    <message>
        <source>tensors</source>
        <translation>텐서 수</translation>
    </message>
    <message>
        <source>their size in the file</source>
        <translation>파일에서 차지하는 크기</translation>
    </message>
    <message>
        <source>The file</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>format</source>
        <translation>형식</translation>
    </message>
    <message>
        <source>their types</source>
        <translation>자료형</translation>
    </message>
</context>
<context>
    <name>rnnscope::ModelFiles</name>
    <message>
        <source>Open a model beside</source>
        <translation>나란히 볼 모델 열기</translation>
    </message>
    <message>
        <source>Open a model</source>
        <translation>모델 열기</translation>
    </message>
    <message>
        <source>Look inside</source>
        <translation>들여다보기</translation>
    </message>
</context>
<context>
    <name>rnnscope::NextToken</name>
    <message>
        <source>Output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>Next character</source>
        <translation>다음 글자</translation>
    </message>
    <message>
        <source>Next token</source>
        <translation>다음 토큰</translation>
    </message>
    <message>
        <source>after step %1</source>
        <translation>스텝 %1 다음</translation>
    </message>
    <message>
        <source>after “%1”</source>
        <translation>“%1” 뒤</translation>
    </message>
    <message>
        <source>bars reach from −%1 to %1</source>
        <translation>막대 범위: −%1 ~ %1</translation>
    </message>
    <message>
        <source>how sure: %1</source>
        <translation>확신: %1</translation>
    </message>
    <message>
        <source>no true next one is known</source>
        <translation>실제 다음 토큰은 알 수 없음</translation>
    </message>
    <message>
        <source>✓ true one: −log p = %1 nats</source>
        <translation>✓ 정답: −log p = %1 nat</translation>
    </message>
    <message>
        <source>This model has no head: it has no prediction to show.</source>
        <translation>출력층이 없는 모델이라 보여 줄 예측이 없습니다.</translation>
    </message>
    <message>
        <source>Here stands what the network expects next, once there is a sequence.</source>
        <translation>시퀀스를 읽으면 다음에 무엇을 예상하는지 여기에 보여 줍니다.</translation>
    </message>
</context>
<context>
    <name>rnnscope::Notice</name>
    <message>
        <source>The file cannot be opened</source>
        <translation>파일을 열 수 없습니다</translation>
    </message>
    <message>
        <source>The file cannot be read</source>
        <translation>파일을 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>The file holds no network that can be shown</source>
        <translation>보여 줄 수 있는 모델이 파일에 없습니다</translation>
    </message>
    <message>
        <source>The input cannot be read</source>
        <translation>입력을 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>중단했습니다</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>닫기(Esc)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>The file cannot be written</source>
        <translation>파일에 쓸 수 없습니다</translation>
    </message>
</context>
<context>
    <name>rnnscope::NumbersPane</name>
    <message>
        <source>Go to &amp;row</source>
        <translation>행으로 가기(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;column</source>
        <translation>열(&amp;O)</translation>
    </message>
    <message>
        <source>counted from 0</source>
        <translation>0부터 셉니다</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>수</translation>
    </message>
</context>
<context>
    <name>rnnscope::Overview</name>
    <message>
        <source>Overview</source>
        <translation>개요</translation>
    </message>
    <message>
        <source>Here you will see everything that a file holds.</source>
        <translation>파일에 든 모든 것이 여기에 보입니다.</translation>
    </message>
    <message>
        <source>No network was recognised in this file. Its tensors are at the left.</source>
        <translation>이 파일에서 신경망을 찾지 못했습니다. 왼쪽에 텐서 목록이 있습니다.</translation>
    </message>
</context>
<context>
    <name>rnnscope::Pane</name>
    <message>
        <source>Reading the numbers…</source>
        <translation>수를 읽는 중…</translation>
    </message>
</context>
<context>
    <name>rnnscope::Patience</name>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>저장하는 중</translation>
    </message>
</context>
<context>
    <name>rnnscope::PhaseBar</name>
    <message>
        <source>Phases of the step</source>
        <translation>스텝의 단계</translation>
    </message>
    <message>
        <source>%1
Drag: back and forth through the step · Shift+← Shift+→: phase by phase</source>
        <translation>%1
끌기: 스텝 안을 앞뒤로 이동 · Shift+← Shift+→: 단계별 이동</translation>
    </message>
</context>
<context>
    <name>rnnscope::PlayActions</name>
    <message>
        <source>To the start</source>
        <translation>처음으로</translation>
    </message>
    <message>
        <source>One step back</source>
        <translation>한 스텝 뒤로</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>멈춤</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>재생</translation>
    </message>
    <message>
        <source>One step forward</source>
        <translation>한 스텝 앞으로</translation>
    </message>
    <message>
        <source>To the end</source>
        <translation>끝으로</translation>
    </message>
    <message>
        <source>One phase back</source>
        <translation>한 단계 뒤로</translation>
    </message>
    <message>
        <source>One phase forward</source>
        <translation>한 단계 앞으로</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>느리게</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>빠르게</translation>
    </message>
</context>
<context>
    <name>rnnscope::Powers</name>
    <message>
        <source>A weight to the power n</source>
        <translation>가중치의 n제곱</translation>
    </message>
    <message>
        <source>weight w</source>
        <translation>가중치 w</translation>
    </message>
    <message>
        <source>One weight, by which a gradient is multiplied at every step</source>
        <translation>스텝마다 기울기에 곱하는 가중치 하나</translation>
    </message>
    <message>
        <source>steps n</source>
        <translation>스텝 수 n</translation>
    </message>
    <message>
        <source>How many steps it is multiplied by it</source>
        <translation>몇 스텝 동안 곱하는지</translation>
    </message>
    <message>
        <source>fit w to it</source>
        <translation>w를 모델에 맞추기</translation>
    </message>
    <message>
        <source>w becomes the network’s mean rate a step: exp of the slope of the least-squares line through ln of its curve, a geometric mean</source>
        <translation>w를 모델의 스텝당 평균 배율로 놓습니다. 곡선의 ln에 최소제곱으로 맞춘 직선 기울기의 exp, 곧 기하평균입니다</translation>
    </message>
    <message>
        <source>stays as it is</source>
        <translation>그대로 남습니다</translation>
    </message>
    <message>
        <source>halves every %1 steps: it vanishes</source>
        <translation>%1스텝마다 절반: 소실</translation>
    </message>
    <message>
        <source>doubles every %1 steps: it explodes</source>
        <translation>%1스텝마다 두 배: 폭발</translation>
    </message>
    <message>
        <source>One number repeated is a straight line on a log scale; a real network multiplies by another matrix at every step and wanders around one.</source>
        <translation>같은 수를 거듭 곱하면 로그 눈금에서 직선이 됩니다. 실제 모델은 스텝마다 다른 행렬을 곱하므로 직선 둘레를 오르내립니다.</translation>
    </message>
    <message>
        <source>measuring: %1 %</source>
        <translation>재는 중: %1 %</translation>
    </message>
    <message>
        <source>and the largest singular value of a network’s steps · log scale</source>
        <translation>실제 모델의 가장 큰 특잇값과 함께 · 로그 눈금</translation>
    </message>
    <message>
        <source>n, and lag: steps back from the end</source>
        <translation>n과 간격: 끝에서 거슬러 간 스텝 수</translation>
    </message>
    <message>
        <source>factor</source>
        <translation>배율</translation>
    </message>
    <message>
        <source>below 6·10⁻⁸: lost beside 1 in float32</source>
        <translation>6·10⁻⁸ 미만: float32에서 1에 더하면 사라짐</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>rnnscope::Predictions</name>
    <message>
        <source>others</source>
        <translation>나머지</translation>
    </message>
    <message>
        <source>step</source>
        <translation>스텝</translation>
    </message>
    <message>
        <source>p(true)</source>
        <translation>p(정답)</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>스텝 %1</translation>
    </message>
    <message>
        <source>step %1, after “%2”</source>
        <translation>스텝 %1, “%2” 다음</translation>
    </message>
    <message>
        <source>%1: all others together %2</source>
        <translation>%1: 나머지를 모두 합해 %2</translation>
    </message>
    <message>
        <source>%1: “%2” %3</source>
        <translation>%1: “%2” %3</translation>
    </message>
    <message>
        <source>the most probable</source>
        <translation>가장 확률이 높음</translation>
    </message>
    <message>
        <source>the true one</source>
        <translation>정답</translation>
    </message>
    <message>
        <source>%1: no true next one is known</source>
        <translation>%1: 정답을 알 수 없음</translation>
    </message>
    <message>
        <source>%1: “%2” was true, “%3” predicted</source>
        <translation>%1: 정답 “%2”, 예측 “%3”</translation>
    </message>
    <message>
        <source>probability of the true one %1, −log p = %2 nats</source>
        <translation>정답의 확률 %1, −log p = %2 nat</translation>
    </message>
    <message>
        <source>%1: output %2 is %3</source>
        <translation>%1: 출력 %2번은 %3</translation>
    </message>
    <message>
        <source>it should be %1</source>
        <translation>목표값 %1</translation>
    </message>
    <message>
        <source>probability of each, the rest as “others”</source>
        <translation>각각의 확률, 나머지는 합쳐서</translation>
    </message>
    <message>
        <source>Solid: what the network says. Dashed: what it should say.</source>
        <translation>실선: 모델의 출력. 파선: 목표값.</translation>
    </message>
    <message>
        <source>What the network says at each step.</source>
        <translation>스텝마다 모델이 내놓는 출력입니다.</translation>
    </message>
    <message>
        <source>Here you will see what the network expects next, step by step.</source>
        <translation>다음에 무엇이 올지 모델이 스텝마다 어떻게 예측하는지 여기에 보여 줍니다.</translation>
    </message>
    <message>
        <source>This model has no head: it has no prediction to show.</source>
        <translation>출력층이 없는 모델이라 보여 줄 예측이 없습니다.</translation>
    </message>
    <message>
        <source>Weighing the outputs …</source>
        <translation>출력을 계산하는 중 …</translation>
    </message>
    <message>
        <source>Predictions over time</source>
        <translation>시간에 따른 예측</translation>
    </message>
    <message>
        <source>outputs: %1</source>
        <translation>출력 %1개</translation>
    </message>
    <message>
        <source>● predicted: the most probable at that step.</source>
        <translation>● 예측: 그 스텝에서 확률이 가장 높은 것.</translation>
    </message>
    <message>
        <source>output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>output %1</source>
        <translation>출력 %1</translation>
    </message>
    <message>
        <source>Curve: probability given to the true one.</source>
        <translation>곡선: 정답에 준 확률.</translation>
    </message>
    <message>
        <source>Bar above: the prediction was right; bar below: wrong.</source>
        <translation>위 막대: 예측이 맞음, 아래 막대: 틀림.</translation>
    </message>
    <message>
        <source>● predicted. Framed: true, ✓ solid where the prediction was right, ✗ dotted where wrong.</source>
        <translation>● 예측. 테두리: 정답(예측이 맞으면 ✓ 실선, 틀리면 ✗ 점선).</translation>
    </message>
</context>
<context>
    <name>rnnscope::ProseView</name>
    <message>
        <source>Scrolls the text</source>
        <translation>글을 스크롤합니다</translation>
    </message>
    <message>
        <source> “%1”</source>
        <translation> “%1”</translation>
    </message>
</context>
<context>
    <name>rnnscope::Reach</name>
    <message>
        <source>line</source>
        <translation>셀 라인</translation>
    </message>
    <message>
        <source>Reach of the memory</source>
        <translation>기억이 미치는 거리</translation>
    </message>
    <message>
        <source>||∂sₜ/∂sₖ||₂, lag t − k · log scale</source>
        <translation>||∂sₜ/∂sₖ||₂, 간격 t − k · 로그 눈금</translation>
    </message>
    <message>
        <source>How much a change of the memory so many steps ago can still change it at the end: below 1 it fades, above 1 it grows. Pale: along the cell line only, the product of its forget gates.</source>
        <translation>그만큼 앞선 스텝의 기억이 바뀌면 마지막 기억이 얼마나 바뀌는가: 1보다 작으면 사라지고, 크면 커집니다. 연한 선: 셀 라인만 따라갈 때, 곧 망각 게이트의 곱.</translation>
    </message>
    <message>
        <source>lag: steps back from the end</source>
        <translation>간격: 끝에서 거슬러 간 스텝 수</translation>
    </message>
    <message>
        <source>largest singular value</source>
        <translation>가장 큰 특잇값</translation>
    </message>
    <message>
        <source>lag %1</source>
        <translation>간격 %1</translation>
    </message>
</context>
<context>
    <name>rnnscope::RecurrentSpectrum</name>
    <message>
        <source>Eigenvalues of U</source>
        <translation>U의 고윳값</translation>
    </message>
    <message>
        <source>Compute</source>
        <translation>계산</translation>
    </message>
    <message>
        <source>eigenvalue %1</source>
        <translation>고윳값 %1</translation>
    </message>
    <message>
        <source>singular value %1 of %2: %3</source>
        <translation>특잇값 %2개 중 %1번째: %3</translation>
    </message>
    <message>
        <source>eigenvalues: of P U, with the projection P</source>
        <translation>고윳값: 사영 P를 곱한 P U의 것</translation>
    </message>
    <message>
        <source>Over the sequence, %1: mean %2, mean slope %3</source>
        <translation>시퀀스 전체에서 %1: 평균 %2, 평균 기울기(함수) %3</translation>
    </message>
    <message>
        <source>, saturated below %1 in %2 and above %3 in %4 of the steps.</source>
        <translation>, 스텝의 %2에서 %1 아래로, %4에서 %3 위로 포화.</translation>
    </message>
    <message>
        <source>Inside the unit circle a direction fades as U is applied again and again, outside (squares) it grows. Singular values: by how much one application stretches.</source>
        <translation>단위원 안의 방향은 U를 거듭 곱하면 사라지고, 밖(네모)은 커집니다. 특잇값: 한 번 곱할 때 늘어나는 배율.</translation>
    </message>
    <message>
        <source>Here you will see whether the recurrent weights make the memory grow or fade.</source>
        <translation>순환 가중치가 기억을 키우는지 지우는지 여기에 보입니다.</translation>
    </message>
    <message>
        <source>Computing eigenvalues and singular values: %1 %</source>
        <translation>고윳값과 특잇값 계산 중: %1 %</translation>
    </message>
    <message>
        <source>%1 units: eigenvalues and singular values of so large a U take many seconds. The window can be used meanwhile.</source>
        <translation>유닛 %1개: 이렇게 큰 U의 고윳값과 특잇값은 수십 초 걸립니다. 그동안 창은 그대로 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>real part</source>
        <translation>실수부</translation>
    </message>
    <message>
        <source>imaginary part · spectral radius %1</source>
        <translation>허수부 · 스펙트럼 반지름 %1</translation>
    </message>
    <message>
        <source>spectral radius %1</source>
        <translation>스펙트럼 반지름 %1</translation>
    </message>
    <message>
        <source>not computed: some numbers are not finite, or no end was found</source>
        <translation>계산하지 못함: 유한하지 않은 수가 있거나 수렴하지 않았습니다</translation>
    </message>
    <message>
        <source>place</source>
        <translation>순서</translation>
    </message>
    <message>
        <source>singular values · largest %1</source>
        <translation>특잇값 · 가장 큰 값 %1</translation>
    </message>
    <message>
        <source>largest σ %1</source>
        <translation>가장 큰 σ %1</translation>
    </message>
</context>
<context>
    <name>rnnscope::Ribbon</name>
    <message>
        <source>Sequence</source>
        <translation>시퀀스</translation>
    </message>
    <message>
        <source>predicts</source>
        <translation>예측</translation>
    </message>
    <message>
        <source>outputs</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>기억</translation>
    </message>
    <message>
        <source>reads</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation>스텝 %1/%2</translation>
    </message>
    <message>
        <source>reads %1</source>
        <translation>입력 %1</translation>
    </message>
    <message>
        <source>predicts %1 (p = %2)</source>
        <translation>예측 %1 (p = %2)</translation>
    </message>
    <message>
        <source>right ✓</source>
        <translation>맞음 ✓</translation>
    </message>
    <message>
        <source>wrong ✗, true: %1</source>
        <translation>틀림 ✗, 정답: %1</translation>
    </message>
    <message>
        <source>what the network reads and predicts, step by step</source>
        <translation>모델이 스텝마다 읽고 예측하는 것</translation>
    </message>
    <message>
        <source>this model has no output layer</source>
        <translation>출력층이 없는 모델</translation>
    </message>
    <message>
        <source>reads ±%1</source>
        <translation>입력 ±%1</translation>
    </message>
    <message>
        <source>outputs ±%1</source>
        <translation>출력 ±%1</translation>
    </message>
    <message>
        <source>bars: %1</source>
        <translation>막대: %1</translation>
    </message>
    <message>
        <source>predicted right</source>
        <translation>맞힘</translation>
    </message>
    <message>
        <source>from step %1</source>
        <translation>스텝 %1에서</translation>
    </message>
    <message>
        <source>from the start</source>
        <translation>처음 상태에서</translation>
    </message>
    <message>
        <source>on to step %1</source>
        <translation>스텝 %1로</translation>
    </message>
    <message>
        <source>the end</source>
        <translation>끝</translation>
    </message>
    <message>
        <source>Fold or unfold the sequence</source>
        <translation>시퀀스 접기·펼치기</translation>
    </message>
    <message>
        <source>fold</source>
        <translation>접기</translation>
    </message>
    <message>
        <source>Fold all steps into one cell with a loop, or unfold it (C)</source>
        <translation>모든 스텝을 고리가 달린 셀 하나로 접거나 다시 펼칩니다 (C)</translation>
    </message>
    <message>
        <source>by unit</source>
        <translation>유닛 색</translation>
    </message>
    <message>
        <source>Colour what is read by the selected unit; ↑ and ↓ go to other units</source>
        <translation>읽는 것을 고른 유닛의 값에 따라 칠합니다. ↑ ↓ 로 다른 유닛을 봅니다</translation>
    </message>
    <message>
        <source>whole</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>Show the whole sequence, however long; Ctrl and the mouse wheel zoom</source>
        <translation>아무리 길어도 시퀀스 전체를 한눈에 봅니다. Ctrl과 마우스 휠로 확대하고 축소합니다</translation>
    </message>
    <message>
        <source>unit %1, %2</source>
        <translation>유닛 %1, %2</translation>
    </message>
    <message>
        <source>each bar the mean of %1 steps</source>
        <translation>막대 하나가 %1스텝의 평균</translation>
    </message>
    <message>
        <source>each bar one step</source>
        <translation>막대 하나가 한 스텝</translation>
    </message>
    <message>
        <source>the same cell, the same weights at every step</source>
        <translation>스텝마다 같은 셀, 같은 가중치</translation>
    </message>
    <message>
        <source>hidden state, %1 units</source>
        <translation>은닉 상태, 유닛 %1개</translation>
    </message>
    <message>
        <source>unit %1</source>
        <translation>유닛 %1</translation>
    </message>
    <message>
        <source>above: how many are predicted right</source>
        <translation>위: 맞게 예측한 비율</translation>
    </message>
    <message>
        <source>wrong, true one above</source>
        <translation>틀림(위가 정답)</translation>
    </message>
</context>
<context>
    <name>rnnscope::SaturationMap</name>
    <message>
        <source>A dot is a unit. Top left: always open; bottom right: always closed; bottom left: rarely saturated.</source>
        <translation>점 하나가 유닛 하나입니다. 왼쪽 위: 늘 열림, 오른쪽 아래: 늘 닫힘, 왼쪽 아래: 거의 포화되지 않음.</translation>
    </message>
    <message>
        <source>A dot is a unit. Top left: always at the upper end, a gate open; bottom right: at the lower end, closed; bottom left: rarely saturated.</source>
        <translation>점 하나가 유닛 하나입니다. 왼쪽 위: 늘 위쪽 끝(게이트 열림), 오른쪽 아래: 늘 아래쪽 끝(닫힘), 왼쪽 아래: 거의 포화되지 않음.</translation>
    </message>
    <message>
        <source>%1, unit %2</source>
        <translation>%1, 유닛 %2</translation>
    </message>
    <message>
        <source>%1 in %2 of the steps, %3 in %4</source>
        <translation>스텝의 %2에서 %1, %4에서 %3</translation>
    </message>
    <message>
        <source>Here you will see which gates are always open, always closed, or in between.</source>
        <translation>어떤 게이트가 늘 열려 있고 늘 닫혀 있는지 여기에 보여 줍니다.</translation>
    </message>
    <message>
        <source>Counting …</source>
        <translation>세는 중 …</translation>
    </message>
    <message>
        <source>Nothing in this layer has two ends to be saturated at.</source>
        <translation>이 층에는 양쪽 끝에서 포화되는 값이 없습니다.</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>포화</translation>
    </message>
    <message>
        <source>← always open</source>
        <translation>← 늘 열림</translation>
    </message>
    <message>
        <source>← always at the top</source>
        <translation>← 늘 위쪽 끝</translation>
    </message>
    <message>
        <source>always closed ↓</source>
        <translation>늘 닫힘 ↓</translation>
    </message>
    <message>
        <source>always at the bottom ↓</source>
        <translation>늘 아래쪽 끝 ↓</translation>
    </message>
    <message>
        <source>%1, %2 units: %3</source>
        <translation>%1, 유닛 %2개: %3</translation>
    </message>
    <message>
        <source>share of steps near either end, of all %1</source>
        <translation>전체 %1스텝 중 양쪽 끝에 가까운 비율</translation>
    </message>
    <message>
        <source>share %1</source>
        <translation>비율 %1</translation>
    </message>
</context>
<context>
    <name>rnnscope::SequenceEditor</name>
    <message>
        <source>✗ Not read; the earlier sequence stays (Esc)</source>
        <translation>✗ 읽지 못했습니다. 이전 시퀀스를 그대로 둡니다(Esc)</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>글</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>Sequence to read</source>
        <translation>읽을 시퀀스</translation>
    </message>
    <message>
        <source>Type a text; it is read as you type</source>
        <translation>글을 입력하면 바로 읽습니다</translation>
    </message>
    <message>
        <source>Type token numbers, such as 3, 1, 4</source>
        <translation>토큰 번호를 입력하세요. 예: 3, 1, 4</translation>
    </message>
    <message>
        <source>length %1</source>
        <translation>길이 %1</translation>
    </message>
    <message>
        <source>read as you type</source>
        <translation>입력하는 대로 읽음</translation>
    </message>
    <message>
        <source>✗ Stopped; nothing has changed (Esc)</source>
        <translation>✗ 중단했습니다. 바뀐 것은 없습니다(Esc)</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>토큰</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>수</translation>
    </message>
    <message>
        <source>What the network is to read: typed, from a file, or a test signal</source>
        <translation>신경망이 읽을 것: 직접 입력, 파일, 시험 신호</translation>
    </message>
    <message>
        <source>Transpose</source>
        <translation>전치</translation>
    </message>
    <message>
        <source>Reads the file&apos;s columns as steps: so it fits the model</source>
        <translation>파일의 열을 스텝으로 읽습니다. 그러면 모델에 맞습니다</translation>
    </message>
    <message>
        <source>numbers a step: %1</source>
        <translation>스텝마다 수 %1개</translation>
    </message>
    <message>
        <source>%1 unknown, read as %2</source>
        <translation>모르는 토큰 %1개를 %2(으)로 읽음</translation>
    </message>
</context>
<context>
    <name>rnnscope::SpectrumPane</name>
    <message>
        <source>Stop</source>
        <translation>멈추기</translation>
    </message>
    <message>
        <source>Compute</source>
        <translation>계산하기</translation>
    </message>
    <message>
        <source>Computing eigenvalues and singular values: %1 %</source>
        <translation>고윳값과 특잇값을 계산하는 중: %1 %</translation>
    </message>
    <message>
        <source>%1 × %2: eigenvalues and singular values of so large a matrix take about %3 seconds a gate. The window can be used meanwhile.</source>
        <translation>%1 × %2: 이렇게 큰 행렬의 고윳값과 특잇값을 구하는 데는 게이트마다 %3초쯤 걸립니다. 그동안 창은 계속 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>Eigenvalues with the unit circle: on it nothing grows or fades when U is applied again and again; squares lie outside. Singular values: by how much one application stretches.</source>
        <translation>단위원과 함께 그린 고윳값: 원 위에서는 U를 거듭 곱해도 커지거나 줄지 않습니다. 네모는 원 밖에 있습니다. 특잇값: 한 번 곱할 때 늘어나는 배율입니다.</translation>
    </message>
    <message>
        <source>spectral radius %1</source>
        <translation>스펙트럼 반지름 %1</translation>
    </message>
    <message>
        <source>largest singular value %1</source>
        <translation>가장 큰 특잇값 %1</translation>
    </message>
    <message>
        <source>not computed: some numbers are not finite, or no end was found</source>
        <translation>계산하지 못했습니다: 유한하지 않은 수가 있거나 반복이 끝나지 않았습니다</translation>
    </message>
    <message>
        <source>place</source>
        <translation>순서</translation>
    </message>
    <message>
        <source>singular value</source>
        <translation>특잇값</translation>
    </message>
    <message>
        <source>not square: it has no eigenvalues</source>
        <translation>정사각 행렬이 아니어서 고윳값이 없습니다</translation>
    </message>
    <message>
        <source>real part</source>
        <translation>실수부</translation>
    </message>
    <message>
        <source>imaginary part</source>
        <translation>허수부</translation>
    </message>
</context>
<context>
    <name>rnnscope::Stage</name>
    <message>
        <source>This network</source>
        <translation>이 모델</translation>
    </message>
    <message>
        <source>Views behind each other</source>
        <translation>겹쳐 둔 보기</translation>
    </message>
    <message>
        <source>Views that share a place (arrow keys; the keys of the View menu)</source>
        <translation>한자리에 겹쳐 둔 보기(화살표 키, 보기 메뉴의 키)</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>보기</translation>
    </message>
</context>
<context>
    <name>rnnscope::TensorChooser</name>
    <message>
        <source>in another place already</source>
        <translation>다른 자리에 쓰임</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
</context>
<context>
    <name>rnnscope::TextByUnit</name>
    <message>
        <source>Text by unit</source>
        <translation>유닛으로 칠한 글</translation>
    </message>
    <message>
        <source>step %1: %2 %3, unit %4: %5</source>
        <translation>스텝 %1: %2 %3, 유닛 %4: %5</translation>
    </message>
    <message>
        <source>unit %1 of %2</source>
        <translation>유닛 %1(모두 %2개)</translation>
    </message>
    <message>
        <source>memory half-life %1 steps</source>
        <translation>기억 반감기 %1스텝</translation>
    </message>
    <message>
        <source>Each step on the colour that this unit has then. ↑ ↓ other units.</source>
        <translation>스텝마다 그때 이 유닛의 값을 바탕색으로 보입니다. ↑ ↓ 다른 유닛</translation>
    </message>
    <message>
        <source>Each token on the colour that this unit has once it is read. ↑ ↓ other units.</source>
        <translation>토큰마다 그것을 읽은 뒤 이 유닛의 값을 바탕색으로 보입니다. ↑ ↓ 다른 유닛</translation>
    </message>
    <message>
        <source>appears with the first sequence</source>
        <translation>시퀀스를 읽으면 나타납니다</translation>
    </message>
</context>
<context>
    <name>rnnscope::TimeView</name>
    <message>
        <source>steps %1–%2 of %3</source>
        <translation>전체 %3스텝 중 %1–%2</translation>
    </message>
</context>
<context>
    <name>rnnscope::TrailBar</name>
    <message>
        <source>Back on the walk</source>
        <translation>온 길로 뒤로</translation>
    </message>
    <message>
        <source>Back on the walk (Alt+Left, Backspace)</source>
        <translation>온 길로 뒤로 (Alt+왼쪽, 백스페이스)</translation>
    </message>
    <message>
        <source>Forward on the walk</source>
        <translation>온 길로 앞으로</translation>
    </message>
    <message>
        <source>Forward on the walk (Alt+Right)</source>
        <translation>온 길로 앞으로 (Alt+오른쪽)</translation>
    </message>
    <message>
        <source>The walk</source>
        <translation>걸어온 길</translation>
    </message>
    <message>
        <source>output %1, step %2</source>
        <translation>출력 %1, 스텝 %2</translation>
    </message>
    <message>
        <source>%1, unit %2, step %3</source>
        <translation>%1, 유닛 %2, 스텝 %3</translation>
    </message>
</context>
<context>
    <name>rnnscope::TrainingDials</name>
    <message>
        <source>Pause</source>
        <translation>잠시 멈춤</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>이어서</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>The dials were turned: they count from the next start.</source>
        <translation>조절값이 바뀌었습니다. 다음에 시작할 때부터 적용됩니다.</translation>
    </message>
    <message>
        <source>Checkpoints: %1, %2 in memory</source>
        <translation>체크포인트 %1개, 메모리 %2</translation>
    </message>
    <message>
        <source>Three networks learn the same sequences, side by side.</source>
        <translation>세 신경망이 같은 시퀀스를 나란히 배웁니다.</translation>
    </message>
    <message>
        <source>training …</source>
        <translation>학습 중 …</translation>
    </message>
    <message>
        <source>resting</source>
        <translation>멈춰 있음</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>끝남</translation>
    </message>
    <message>
        <source>RNN, LSTM and GRU side by side</source>
        <translation>RNN, LSTM, GRU를 나란히</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>과제</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>거리</translation>
    </message>
    <message>
        <source>Cells</source>
        <translation>셀</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>유닛 수</translation>
    </message>
    <message>
        <source>U starts</source>
        <translation>U 초기화</translation>
    </message>
    <message>
        <source>Forget bias</source>
        <translation>망각 편향</translation>
    </message>
    <message>
        <source>Updates</source>
        <translation>갱신 횟수</translation>
    </message>
    <message>
        <source>An epoch</source>
        <translation>한 에포크</translation>
    </message>
    <message>
        <source>Minibatch</source>
        <translation>미니배치</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>학습률</translation>
    </message>
    <message>
        <source>Clip at</source>
        <translation>클리핑 기준</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>시드 수</translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation>시퀀스</translation>
    </message>
    <message>
        <source>What is to be learned</source>
        <translation>무엇을 배울지</translation>
    </message>
    <message>
        <source>How many steps a memory has to bridge</source>
        <translation>기억이 건너야 하는 스텝 수</translation>
    </message>
    <message>
        <source>Units of the LSTM, or of all</source>
        <translation>LSTM의 유닛 수, 또는 모두의 유닛 수</translation>
    </message>
    <message>
        <source>How often the weights are changed, in all</source>
        <translation>가중치를 모두 몇 번 갱신할지</translation>
    </message>
    <message>
        <source>Updates from one checkpoint to the next</source>
        <translation>체크포인트 사이의 갱신 횟수</translation>
    </message>
    <message>
        <source>Sequences an update</source>
        <translation>갱신 한 번에 읽는 시퀀스 수</translation>
    </message>
    <message>
        <source>Of Adam at the first update; it falls linearly to 0</source>
        <translation>첫 갱신의 Adam 학습률. 0까지 선형으로 줄어듭니다</translation>
    </message>
    <message>
        <source>The largest norm of the gradient; 0: none is clipped</source>
        <translation>기울기 노름의 최댓값. 0이면 클리핑하지 않습니다</translation>
    </message>
    <message>
        <source>Of the starting weights</source>
        <translation>초기 가중치의 시드</translation>
    </message>
    <message>
        <source>From how many starts each cell learns, one after the other; the curves become bands</source>
        <translation>셀마다 몇 가지 초깃값에서 차례로 배울지. 곡선이 띠가 됩니다</translation>
    </message>
    <message>
        <source>Which of the sequences that training does not see is shown</source>
        <translation>학습에 쓰지 않은 시퀀스 가운데 보여 줄 것</translation>
    </message>
    <message>
        <source>One epoch</source>
        <translation>한 에포크만</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>끝내기</translation>
    </message>
    <message>
        <source>Save …</source>
        <translation>저장 …</translation>
    </message>
    <message>
        <source>Saves the networks of the epoch that is shown</source>
        <translation>지금 보이는 에포크의 신경망을 저장합니다</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>Back to the task’s defaults</source>
        <translation>과제의 기본값으로 되돌리기</translation>
    </message>
    <message>
        <source>Turns all dials back to the task’s defaults</source>
        <translation>모든 조절값을 과제의 기본값으로 되돌립니다</translation>
    </message>
</context>
<context>
    <name>rnnscope::Trajectory</name>
    <message>
        <source>step %1</source>
        <translation>스텝 %1</translation>
    </message>
    <message>
        <source>step %1 “%2”</source>
        <translation>스텝 %1 “%2”</translation>
    </message>
    <message>
        <source>State trajectory</source>
        <translation>상태 궤적</translation>
    </message>
    <message>
        <source>Trajectory of the %1</source>
        <translation>%1의 궤적</translation>
    </message>
    <message>
        <source>Here you will see the way that the memory takes through the sequence.</source>
        <translation>시퀀스를 읽는 동안 기억이 지나가는 길을 여기에 보여 줍니다.</translation>
    </message>
    <message>
        <source>Looking for the plane in which the states differ most …</source>
        <translation>상태가 가장 크게 달라지는 평면을 찾는 중 …</translation>
    </message>
    <message>
        <source>One step is one state: a way needs two at least.</source>
        <translation>스텝이 하나면 상태도 하나입니다. 궤적은 둘 이상부터 그릴 수 있습니다.</translation>
    </message>
    <message>
        <source>The state is the same at every step: there is no way to show.</source>
        <translation>모든 스텝에서 상태가 같아 보여 줄 궤적이 없습니다.</translation>
    </message>
    <message>
        <source>Some values of this state are too large for numbers.</source>
        <translation>이 상태의 값 가운데 너무 커서 수로 나타낼 수 없는 것이 있습니다.</translation>
    </message>
    <message>
        <source>PC1 · %1 of the variance</source>
        <translation>PC1 · 분산의 %1</translation>
    </message>
    <message>
        <source>PC2 · %1</source>
        <translation>PC2 · %1</translation>
    </message>
    <message>
        <source>in the plane of most variance · units: %1</source>
        <translation>분산이 가장 큰 평면에서 · 유닛 %1개</translation>
    </message>
    <message>
        <source>Far apart: different states; close: alike as far as this plane shows. This layer reads from the end: its way leads from full colour to pale.</source>
        <translation>멀면 서로 다른 상태, 가까우면 이 평면에서 보는 한 비슷한 상태입니다. 이 층은 끝에서부터 읽으므로 진한 쪽에서 옅은 쪽으로 나아갑니다.</translation>
    </message>
    <message>
        <source>Far apart: different states; close: alike as far as this plane shows. Pale to full colour: the course of the steps.</source>
        <translation>멀면 서로 다른 상태, 가까우면 이 평면에서 보는 한 비슷한 상태입니다. 옅은 쪽에서 진한 쪽으로 스텝이 나아갑니다.</translation>
    </message>
</context>
<context>
    <name>rnnscope::Transport</name>
    <message>
        <source>Position in the sequence</source>
        <translation>시퀀스 안의 위치</translation>
    </message>
    <message>
        <source>Drag to any moment of any step (← → steps, Home, End)</source>
        <translation>끌어서 어느 순간으로든 옮깁니다(← → 스텝, Home, End)</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>속도</translation>
    </message>
    <message>
        <source>Speed (+ and −)</source>
        <translation>속도(+와 −)</translation>
    </message>
    <message>
        <source>Where we are (← → steps, Shift+← → phases)</source>
        <translation>현재 위치(← → 스텝, Shift+← → 단계)</translation>
    </message>
    <message>
        <source>%1 steps/s</source>
        <translation>초당 %1스텝</translation>
    </message>
    <message>
        <source>step %1 of %2 · phase %3 of %4</source>
        <translation>스텝 %1/%2 · 단계 %3/%4</translation>
    </message>
    <message>
        <source>no sequence yet</source>
        <translation>시퀀스 없음</translation>
    </message>
    <message>
        <source>start · nothing read yet</source>
        <translation>시작 · 아직 읽은 것이 없음</translation>
    </message>
</context>
<context>
    <name>rnnscope::UnitCurves</name>
    <message>
        <source>Curves of units</source>
        <translation>유닛 곡선</translation>
    </message>
    <message>
        <source>pin unit %1</source>
        <translation>유닛 %1 고정</translation>
    </message>
    <message>
        <source>Keep the curves of unit %1 beside those of another (P)</source>
        <translation>다른 유닛을 골라도 유닛 %1의 곡선을 남겨 둡니다 (P)</translation>
    </message>
    <message>
        <source>At most %1 units can be pinned</source>
        <translation>유닛은 %1개까지 고정할 수 있습니다</translation>
    </message>
    <message>
        <source>Take the pin of unit %1 away</source>
        <translation>유닛 %1의 고정을 풉니다</translation>
    </message>
    <message>
        <source>after step %1</source>
        <translation>스텝 %1 다음</translation>
    </message>
    <message>
        <source>unit %1:</source>
        <translation>유닛 %1:</translation>
    </message>
    <message>
        <source>step</source>
        <translation>스텝</translation>
    </message>
    <message>
        <source>reads</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>unit %1</source>
        <translation>유닛 %1</translation>
    </message>
    <message>
        <source>%1 has only %2 units</source>
        <translation>%1의 유닛은 %2개뿐</translation>
    </message>
    <message>
        <source>read from the end</source>
        <translation>끝에서부터 읽음</translation>
    </message>
    <message>
        <source>cut off at the ends of the axis</source>
        <translation>축 끝을 넘는 값은 잘림</translation>
    </message>
    <message>
        <source>its state after every step</source>
        <translation>스텝이 끝날 때마다의 상태</translation>
    </message>
    <message>
        <source>Here you will see what single units remember, step by step.</source>
        <translation>유닛 하나하나가 스텝마다 무엇을 기억하는지 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>Pin the curves of the unit, or take the pin away</source>
        <translation>유닛 곡선 고정·고정 풀기</translation>
    </message>
</context>
<context>
    <name>rnnscope::Versions</name>
    <message>
        <source>version %1 of %2 · %3</source>
        <translation>버전 %1/%2 · %3</translation>
    </message>
    <message>
        <source>When this version of the file was seen.</source>
        <translation>파일의 이 버전을 읽은 시각입니다.</translation>
    </message>
    <message>
        <source>There is a newer one.</source>
        <translation>더 새로운 버전이 있습니다.</translation>
    </message>
    <message>
        <source>Older ones no longer kept: %1.</source>
        <translation>보관하지 않는 옛 버전: %1개.</translation>
    </message>
</context>
<context>
    <name>rnnscope::VocabularyDialog</name>
    <message>
        <source>&amp;Characters in order</source>
        <translation>글자를 차례로(&amp;C)</translation>
    </message>
    <message>
        <source>A token a &amp;line; \n is the line break</source>
        <translation>한 줄에 토큰 하나(&amp;L), \n은 줄바꿈</translation>
    </message>
    <message>
        <source>Give the &amp;missing ones names such as &lt;%1&gt;</source>
        <translation>빠진 토큰에 &lt;%1&gt; 같은 이름을 붙이기(&amp;M)</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>어휘</translation>
    </message>
    <message>
        <source>The model reads %1 tokens. Type them in the order of their ids, which begin with 0.</source>
        <translation>모델이 읽는 토큰은 %1개입니다. 0번부터 번호 순서대로 적어 주세요.</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>토큰</translation>
    </message>
    <message>
        <source>From a &amp;file…</source>
        <translation>파일에서(&amp;F)…</translation>
    </message>
    <message>
        <source>Open a vocabulary</source>
        <translation>어휘 열기</translation>
    </message>
    <message>
        <source>Vocabularies</source>
        <translation>어휘 파일</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>모든 파일</translation>
    </message>
    <message>
        <source>%1 expected, %2 found</source>
        <translation>%1개 필요, %2개 있음</translation>
    </message>
    <message>
        <source>%1 of them have no name</source>
        <translation>그중 %1개는 이름이 없음</translation>
    </message>
    <message>
        <source>Standing twice: %1</source>
        <translation>두 번 나오는 것: %1</translation>
    </message>
</context>
<context>
    <name>rnnscope::Watched</name>
    <message>
        <source>The version before stays; the file is read again when it changes</source>
        <translation>이전 버전을 그대로 보여 주며, 파일이 바뀌면 다시 읽습니다</translation>
    </message>
</context>
<context>
    <name>rnnscope::Words</name>
    <message>
        <source>unit </source>
        <comment>before a number</comment>
        <translation>유닛 </translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>유닛</translation>
    </message>
    <message>
        <source>What to look for</source>
        <translation>눈여겨볼 점</translation>
    </message>
    <message>
        <source>with this step’s numbers</source>
        <translation>이 스텝의 값을 넣으면</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>말로 풀어 보기</translation>
    </message>
    <message>
        <source>phase %1 of %2</source>
        <translation>단계 %1/%2</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>스텝 %1/%2</translation>
    </message>
    <message>
        <source>Here stands what happens in each part of a step, with its equation and its numbers, once there is a sequence.</source>
        <translation>시퀀스를 읽으면 한 스텝의 각 단계에서 일어나는 일을 수식과 값으로 여기에 보여 줍니다.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Show what it came from</source>
        <translation>어디서 온 값인지 보기</translation>
    </message>
    <message>
        <source>List more of them</source>
        <translation>더 보기</translation>
    </message>
    <message>
        <source>Go to where it was made</source>
        <translation>이 값이 만들어진 곳으로 가기</translation>
    </message>
    <message>
        <source>Back on the walk through the numbers</source>
        <translation>숫자 따라가기: 뒤로</translation>
    </message>
    <message>
        <source>Forward on the walk through the numbers</source>
        <translation>숫자 따라가기: 앞으로</translation>
    </message>
</context>
<context>
    <name>saveTrained</name>
    <message>
        <source>Save trained networks</source>
        <translation>학습된 신경망 저장</translation>
    </message>
    <message>
        <source>Networks (*.safetensors)</source>
        <translation>신경망 (*.safetensors)</translation>
    </message>
    <message>
        <source>Training is under way</source>
        <translation>학습이 진행 중입니다</translation>
    </message>
    <message>
        <source>Networks are being trained. Leave them, and what they learned?</source>
        <translation>신경망이 학습 중입니다. 지금까지 배운 것을 버리고 나갈까요?</translation>
    </message>
</context>
<context>
    <name>signal</name>
    <message>
        <source>Sine</source>
        <translation>사인파</translation>
    </message>
    <message>
        <source>a wave of that period, slower in every further input</source>
        <translation>정한 주기의 파동. 뒤쪽 입력일수록 느립니다</translation>
    </message>
    <message>
        <source>Impulse</source>
        <translation>임펄스</translation>
    </message>
    <message>
        <source>one at a single step, else zero: what is remembered of it?</source>
        <translation>한 스텝만 1이고 나머지는 0: 얼마나 기억할까요?</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>계단</translation>
    </message>
    <message>
        <source>zero, then one for good: where do the units settle?</source>
        <translation>0이다가 계속 1: 유닛은 어디에 자리 잡을까요?</translation>
    </message>
    <message>
        <source>Sweep</source>
        <translation>주파수 훑기</translation>
    </message>
    <message>
        <source>a wave that grows ever faster: which are followed?</source>
        <translation>점점 빨라지는 파동: 어디까지 따라갈까요?</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>잡음</translation>
    </message>
    <message>
        <source>random normal numbers, or random tokens</source>
        <translation>정규분포 난수 또는 무작위 토큰</translation>
    </message>
</context>
<context>
    <name>task</name>
    <message>
        <source>A poem by heart</source>
        <translation>시 외우기</translation>
    </message>
    <message>
        <source>Temporal order</source>
        <translation>시간 순서</translation>
    </message>
    <message>
        <source>steps from the first symbol to the question, at least</source>
        <translation>첫 기호에서 질문까지의 최소 스텝 수</translation>
    </message>
    <message>
        <source>Latch</source>
        <translation>첫 기호 기억하기</translation>
    </message>
    <message>
        <source>steps from the first symbol to the question</source>
        <translation>첫 기호에서 질문까지의 스텝 수</translation>
    </message>
    <message>
        <source>Adding two marked numbers</source>
        <translation>표시된 두 수 더하기</translation>
    </message>
    <message>
        <source>numbers to read, one marked in either half</source>
        <translation>읽을 수의 개수(앞쪽 절반과 뒤쪽 절반에 표시가 하나씩)</translation>
    </message>
    <message>
        <source>Copying from memory</source>
        <translation>기억했다가 그대로 쓰기</translation>
    </message>
    <message>
        <source>blanks between the symbols and the question mark</source>
        <translation>기호와 물음표 사이의 빈칸 수</translation>
    </message>
    <message>
        <source>Echo</source>
        <translation>메아리</translation>
    </message>
    <message>
        <source>steps from a symbol to its echo</source>
        <translation>기호에서 메아리까지의 스텝 수</translation>
    </message>
    <message>
        <source>Bracket depth</source>
        <translation>괄호 깊이</translation>
    </message>
    <message>
        <source>letters between two brackets, at least</source>
        <translation>두 괄호 사이의 최소 글자 수</translation>
    </message>
    <message>
        <source>Counting: aⁿbⁿ</source>
        <translation>개수 세기: aⁿbⁿ</translation>
    </message>
    <message>
        <source>largest n</source>
        <translation>n의 최댓값</translation>
    </message>
    <message>
        <source>Embedded Reber grammar</source>
        <translation>내포된 Reber 문법</translation>
    </message>
    <message>
        <source>steps from the outer symbol to the prediction of its return</source>
        <translation>바깥 기호에서 그 기호를 다시 예측하기까지의 스텝 수</translation>
    </message>
    <message>
        <source>Gradient lab</source>
        <translation>기울기 실험실</translation>
    </message>
</context>
<context>
    <name>text</name>
    <message>
        <source>%1 bytes</source>
        <translation>%1바이트</translation>
    </message>
</context>
<context>
    <name>view</name>
    <message>
        <source>Sequence</source>
        <translation>시퀀스</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>셀</translation>
    </message>
    <message>
        <source>Words and numbers</source>
        <translation>말과 수</translation>
    </message>
    <message>
        <source>Next token</source>
        <translation>다음 토큰</translation>
    </message>
    <message>
        <source>Gradient through time</source>
        <translation>시간을 거슬러 가는 기울기</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>히트맵</translation>
    </message>
    <message>
        <source>What is held constant</source>
        <translation>똑같이 맞춘 것</translation>
    </message>
    <message>
        <source>Model card</source>
        <translation>모델 카드</translation>
    </message>
    <message>
        <source>Inside the file</source>
        <translation>파일 들여다보기</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>포화</translation>
    </message>
    <message>
        <source>State trajectory</source>
        <translation>상태 궤적</translation>
    </message>
    <message>
        <source>Predictions over time</source>
        <translation>시간에 따른 예측</translation>
    </message>
    <message>
        <source>Text by unit</source>
        <translation>유닛으로 칠한 글</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>Curves of units</source>
        <translation>유닛 곡선</translation>
    </message>
    <message>
        <source>Gates</source>
        <translation>게이트</translation>
    </message>
    <message>
        <source>Reach of the memory</source>
        <translation>기억이 미치는 거리</translation>
    </message>
    <message>
        <source>Dials of the gradient lab</source>
        <translation>기울기 실험실 다이얼</translation>
    </message>
    <message>
        <source>Share of the weight gradient</source>
        <translation>가중치 기울기의 몫</translation>
    </message>
    <message>
        <source>Rates of growth</source>
        <translation>성장률</translation>
    </message>
    <message>
        <source>Eigenvalues of U</source>
        <translation>U의 고윳값</translation>
    </message>
    <message>
        <source>What the prediction leans on</source>
        <translation>예측이 기대는 입력</translation>
    </message>
    <message>
        <source>Gradient triangle</source>
        <translation>기울기 삼각형</translation>
    </message>
    <message>
        <source>Gradient by unit</source>
        <translation>유닛별 기울기</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>How they learn</source>
        <translation>학습 과정</translation>
    </message>
    <message>
        <source>What it costs</source>
        <translation>계산 비용</translation>
    </message>
    <message>
        <source>A weight to the power n</source>
        <translation>가중치의 n제곱</translation>
    </message>
</context>
</TS>
