#include "core/pack/limits.h"
#include "core/pack/pickle.h"
#include "tests/support/files.h"

#include <QTest>

using namespace rnnscope;
using namespace std::string_literals;

namespace {

using Kind = Pickle::Kind;

/// A value as text, in Python's manner; an Object as callee(arguments){state}.
std::string shown(const Pickle& pickle, Pickle::Ref ref, int depth = 0)
{
    const Pickle::Node& node = pickle[ref];
    const auto list = [&](char open, char close) {
        std::string text(1, open);
        for (Pickle::Ref item : node.items)
            text += (text.size() > 1 ? "," : "")
                + (depth < 4 ? shown(pickle, item, depth + 1) : "…");
        return text + close;
    };
    switch (node.kind) {
    case Kind::None:
        return "None";
    case Kind::Bool:
        return node.integer ? "True" : "False";
    case Kind::Integer:
        return std::to_string(node.integer);
    case Kind::Number:
        return QString::number(node.real).toStdString();
    case Kind::Text:
        return "'" + node.text + "'";
    case Kind::Raw:
        return "b'" + node.text + "'";
    case Kind::Symbol:
        return node.text;
    case Kind::List:
        return list('[', ']');
    case Kind::Tuple:
        return list('(', ')');
    case Kind::Dict:
    case Kind::Set:
        return list('{', '}');
    case Kind::Storage:
        return list('<', '>');
    case Kind::Object:
        return shown(pickle, node.items[Pickle::Callee], depth + 1)
            + shown(pickle, node.items[Pickle::Arguments], depth + 1);
    }
    return {};
}

std::string run(const std::string& program)
{
    const auto pickle = readPickle(bytesOf(program), "test");
    return pickle ? shown(*pickle, pickle->root) : pickle.error().found;
}

std::string repeated(const std::string& text, size_t count)
{
    std::string all;
    while (count-- > 0)
        all += text;
    return all;
}

} // namespace

class PickleTest : public QObject {
    Q_OBJECT

private slots:
    void everyProtocolGivesTheSameValues_data();
    void everyProtocolGivesTheSameValues();
    void opcodesBuildData_data();
    void opcodesBuildData();
    void checksRefuse_data();
    void checksRefuse();
    void circularAndDeepValuesAreHarmless();
    void valuesAreCounted();
};

void PickleTest::everyProtocolGivesTheSameValues_data()
{
    QTest::addColumn<int>("protocol");
    for (int protocol = 0; protocol < 6; ++protocol)
        QTest::addRow("protocol %d", protocol) << protocol;
}

void PickleTest::everyProtocolGivesTheSameValues()
{
    QFETCH(int, protocol);
    const std::string name = "load/values" + std::to_string(protocol) + ".pickle";
    const std::string file = contentOf(dataPath(name.c_str()));
    QVERIFY(!file.empty());
    QCOMPARE(run(file),
        "{'text','héllo "
        "한\n','numbers',[-1,255,65535,70000,1099511627776,-1099511627776],'real',1.5,"
        "'tuples',((),(1),(1,2),(1,2,3),(1,2,3,4)),'others',[None,True,False],'set',{7}}"s);
    for (size_t length = 0; length < file.size(); ++length)
        QVERIFY2(
            !readPickle(bytesOf(file).first(length), "cut"), qPrintable(QString::number(length)));
}

void PickleTest::opcodesBuildData_data()
{
    QTest::addColumn<std::string>("program");
    QTest::addColumn<std::string>("value");
    QTest::newRow("a call is written down and not made") << "cos\nsystem\n(S'echo'\ntR."s
                                                         << "os.system('echo')"s;
    QTest::newRow("a class of Python 2") << "(K\1K\2ios\nsystem\n."s
                                         << "os.system(1,2)"s;
    QTest::newRow("a class on the stack") << "(cos\nsystem\nK\1o."s
                                          << "os.system(1)"s;
    QTest::newRow("a new object with keywords") << "\x80\4\x8c\1m\x8c\1C\x93)}\x92."s
                                                << "m.C()"s;
    QTest::newRow("an ordered dictionary") << "ccollections\nOrderedDict\n)RK\1K\2s."s
                                           << "{1,2}"s;
    QTest::newRow("torch.Size") << "ctorch\nSize\n(K\2K\3t\x85R."s
                                << "(2,3)"s;
    QTest::newRow("a storage") << "(U\7storagectorch\nFloatStorage\nU\1"
                                  "0U\3cpuK\4tQ."s
                               << "<'storage',torch.FloatStorage,'0','cpu',4>"s;
    QTest::newRow("memo by text, byte and word") << "K\5p3\n0g3\nq\4r\5\0\0\0"
                                                    "0h\4j\5\0\0\0\x86."s
                                                 << "(5,5)"s;
    QTest::newRow("duplicates and marks") << "(K\1K\2"
                                             "1K\3"
                                             "2\x86."s
                                          << "(3,3)"s;
    QTest::newRow("a popped mark") << "K\1(0."s
                                   << "1"s;
    QTest::newRow("a long of nine bytes is kept raw") << "\x8a\11abcdefghi."s
                                                      << "b'abcdefghi'"s;
    QTest::newRow("dictionary from a mark") << "(K\1K\2d."s
                                            << "{1,2}"s;
    QTest::newRow("frozen set and added items") << "\x8f(K\1K\2\x90(K\3\x91\x86."s
                                                << "({1,2},{3})"s;
    QTest::newRow("quoted text with escapes") << "S'a\\x41\\n\\'\\q'\n."s
                                              << "'aA\n'\\q'"s;
    QTest::newRow("escaped text beyond 16 bits") << "V\\U0001f600\\u00e9\n."s
                                                 << "'😀é'"s;
}

void PickleTest::opcodesBuildData()
{
    QFETCH(std::string, program);
    QFETCH(std::string, value);
    QCOMPARE(run(program), value);
}

void PickleTest::checksRefuse_data()
{
    QTest::addColumn<std::string>("program");
    QTest::addColumn<std::string>("said");
    QTest::newRow("nothing") << ""s
                             << "expected more bytes, found the end at byte 0"s;
    QTest::newRow("no value to return") << "."s
                                        << "expected a value on the stack, found none at byte 0"s;
    QTest::newRow("unknown opcode") << "\xff"s
                                    << "expected a known opcode, found 255 at byte 0"s;
    QTest::newRow("protocol 6") << "\x80\6N."s
                                << "expected protocol 0 to 5, found 6 at byte 0"s;
    QTest::newRow("extension registry") << "\x82\1."s
                                        << "expected a known opcode, found 130 at byte 0"s;
    QTest::newRow("out-of-band buffer") << "\x97."s
                                        << "expected a known opcode, found 151 at byte 0"s;
    QTest::newRow("item set on a list") << "]K\1K\2s."s
                                        << "expected a dictionary to fill, found a list at byte 5"s;
    QTest::newRow("item appended to a dictionary")
        << "}K\1a."s
        << "expected a list to fill, found a dictionary at byte 3"s;
    QTest::newRow("item set on a tensor")
        << "ctorch._utils\n_rebuild_tensor_v2\n)RK\1K\2s."s
        << "expected a dictionary to fill, found an object at byte 39"s;
    QTest::newRow("key without a value")
        << "}(K\1u."s
        << "expected a value for every key, found none for the last at byte 4"s;
    QTest::newRow("state of a number")
        << "K\1K\2b."s
        << "expected an object to give a state, found a whole number at byte 4"s;
    QTest::newRow("number called")
        << "K\1)R."s
        << "expected a class or function to call, found a whole number at byte 3"s;
    QTest::newRow("arguments that are no tuple")
        << "cos\nsystem\nK\1R."s
        << "expected a tuple, found a whole number at byte 13"s;
    QTest::newRow("foreign persistent id")
        << "U\1a\x85Q."s
        << "expected a reference to a storage, found another persistent id at byte 4"s;
    QTest::newRow("persistent id as text") << "P0\n."s
                                           << "expected a known opcode, found 80 at byte 0"s;
    QTest::newRow("nothing remembered") << "h\7."s
                                        << "expected a remembered value 7, found none at byte 0"s;
    QTest::newRow("mark missing") << "t."s
                                  << "expected a mark on the stack, found none at byte 0"s;
    QTest::newRow("a value below the mark")
        << "K\1(0(\x85."s
        << "expected a value on the stack, found none at byte 5"s;
    QTest::newRow("length beyond the end") << "\x8d\xff\xff\xff\xff\xff\xff\xff\xff."s
                                           << "expected more bytes, found the end at byte 9"s;
    QTest::newRow("frame beyond the end")
        << "\x95\xff\0\0\0\0\0\0\0N."s
        << "expected a frame within the file, found a longer one at byte 0"s;
    QTest::newRow("words for a number") << "Ix\n."s
                                        << "expected a whole number, found other text at byte 0"s;
    QTest::newRow("too many open containers") << std::string(limits::pickleMarks + 1,
        '(') << "expected at most 1000 open containers, found more at byte 1000"s;
}

void PickleTest::checksRefuse()
{
    QFETCH(std::string, program);
    QFETCH(std::string, said);
    const auto pickle = readPickle(bytesOf(program), "test");
    QVERIFY(!pickle);
    QCOMPARE(pickle.error().found, said);
}

void PickleTest::circularAndDeepValuesAreHarmless()
{
    QCOMPARE(run("]q\1h\1a."), "[[[[[…]]]]]"s); // a list that holds itself
    const size_t depth = 100'000; // destroying this must not recurse
    const auto pickle
        = readPickle(bytesOf(repeated("]", depth) + repeated("a", depth - 1) + "."), "deep");
    QVERIFY(pickle);
    QCOMPARE(pickle->nodes.size(), depth + 1);
}

void PickleTest::valuesAreCounted()
{
    const auto pickle
        = readPickle(bytesOf(std::string(limits::pickleNodes + 1, ']') + "."), "many");
    QVERIFY(!pickle);
    QVERIFY(pickle.error().found.starts_with("expected at most 2000000 values"));
}

QTEST_APPLESS_MAIN(PickleTest)
#include "tst_pickle.moc"
