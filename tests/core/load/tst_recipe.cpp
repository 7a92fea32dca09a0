#include "core/load/open.h"
#include "core/load/verify.h"
#include "core/load/vocabularyfile.h"
#include "tests/support/files.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace rnnscope;

/// The recipe of the README, as someone would follow it.
class RecipeTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void everythingIsInferred_data();
    void everythingIsInferred();

private:
    QTemporaryDir m_folder;
};

namespace {

constexpr const char* script = R"(
import json, struct, sys
try:
    import torch
except ImportError:
    sys.exit(77)
torch.manual_seed(5)
folder = sys.argv[1]

class Model(torch.nn.Module):
    def __init__(self, tokens):
        super().__init__()
        self.embedding = torch.nn.Embedding(tokens, 6)
        self.rnn = torch.nn.RNN(6, 8, 2, nonlinearity="relu")
        self.out = torch.nn.Linear(8, tokens)
    def forward(self, ids):
        return self.out(self.rnn(self.embedding(ids)[:, None])[0])[:, 0]

def save_file(tensors, path, metadata):   # as the package safetensors does
    header, data = {"__metadata__": metadata}, b""
    for name, tensor in tensors.items():
        raw = tensor.contiguous().numpy().tobytes()
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    open(path, "wb").write(struct.pack("<Q", len(text)) + text + data)

chars = sorted(set("안녕 world\n"))
model = Model(len(chars))
ids = [3, 1, 4, 1, 5]
with torch.no_grad():
    logits = model(torch.tensor(ids))
kinds = {"list": chars, "dict": {c: i for i, c in enumerate(chars)}, "ids": dict(enumerate(chars)),
    "tuple": tuple(chars), "text": "".join(chars)}
for kind, vocabulary in kinds.items():
    torch.save({"state_dict": model.state_dict(), "vocabulary": vocabulary, "nonlinearity": "relu",
        "test": (ids, logits)}, f"{folder}/{kind}.pt")
    save_file(model.state_dict(), f"{folder}/{kind}.safetensors", metadata={
        "vocabulary": json.dumps(vocabulary), "nonlinearity": "relu",
        "test": json.dumps([ids, logits.tolist()])})
torch.save({"state_dict": model.state_dict(), "vocabulary": chars, "nonlinearity": "relu",
    "test": (torch.tensor(ids), logits[-1])}, f"{folder}/tensors.pt")
torch.save({"state_dict": model.state_dict(), "vocabulary": chars, "nonlinearity": "relu",
    "test": {"ids": ids, "logits": logits[-1].tolist()}}, f"{folder}/old.pt", _use_new_zipfile_serialization=False)
)";

}

void RecipeTest::initTestCase()
{
    QProcess python;
    python.start("/usr/bin/python3", {"-c", script, m_folder.path()});
    if (!python.waitForFinished(120'000) || python.exitCode() == 77)
        QSKIP("python3-torch is not here");
    QVERIFY2(python.exitCode() == 0, python.readAllStandardError());
}

void RecipeTest::everythingIsInferred_data()
{
    QTest::addColumn<QString>("name");
    for (const char* kind : {"list", "dict", "ids", "tuple", "text"})
        for (const char* suffix : {"pt", "safetensors"}) {
            const QString name = QString("%1.%2").arg(kind, suffix);
            QTest::newRow(qPrintable(name)) << name;
        }
    QTest::newRow("the test as tensors") << "tensors.pt";
    QTest::newRow("before PyTorch 1.6") << "old.pt";
}

void RecipeTest::everythingIsInferred()
{
    QFETCH(QString, name);
    Watch watch;
    const auto opened = openFile(m_folder.filePath(name).toStdString(), watch);
    QVERIFY2(opened, opened ? "" : opened.error().text().c_str());
    const Model& model = opened->model;
    QCOMPARE(model.entry, Entry::Embedding);
    QCOMPARE(model.layers.size(), size_t{2});
    QCOMPARE(model.layers[0].cell->squash(0)->function, rectified);
    QCOMPARE(model.vocabulary.tokens(), (Tokens{"\n", " ", "d", "l", "o", "r", "w", "녕", "안"}));
    QVERIFY(model.predictsTokens());
    const double difference = verify(model, watch).value_or(9);
    QVERIFY2(difference < 1e-5, std::to_string(difference).c_str());
    for (const Note& note : model.notes) {
        QVERIFY2(!note.assumed, note.said.text().c_str());
        QVERIFY2(std::string_view(note.what) != "not used", note.said.text().c_str());
        if (std::string_view(note.what) == "test vector")
            QVERIFY(note.said.text().starts_with("verified"));
    }
}

QTEST_APPLESS_MAIN(RecipeTest)
#include "tst_recipe.moc"
