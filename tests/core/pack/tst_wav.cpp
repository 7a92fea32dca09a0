#include "core/pack/wav.h"

#include "tests/support/files.h"
#include "tests/support/sound.h"

#include <QTest>

#include <random>

using namespace rnnscope;

class Wav : public QObject {
    Q_OBJECT

private slots:
    void everyKindOfSampleIsRead_data();
    void everyKindOfSampleIsRead();
    void channelsAreRows();
    void aFileOfPythonIsRead();
    void otherChunksArePassedOver();
    void aLengthLeftOpenEndsWithTheFile_data();
    void aLengthLeftOpenEndsWithTheFile();
    void whatIsNotReadIsNamed_data();
    void whatIsNotReadIsNamed();
    void cutFilesAreRefusedOrShorter();
    void flippedBytesDoNoHarm();
};

namespace {

Result<Wave> read(const std::string& file) { return readWave(bytesOf(file), "a.wav", nullptr); }

/// The header that newer recorders write, with the true format in a long name.
std::string extensible(uint16_t code, uint16_t bits)
{
    const std::string rest("\0\0\0\0\x10\0\x80\0\0\xaa\0\x38\x9b\x71", 14);
    return chunk("fmt ",
        stored(uint16_t(0xfffe), uint16_t(1), uint32_t(8000), uint32_t(8000), uint16_t(bits / 8),
            bits, uint16_t(22), bits, uint32_t(4), code)
            + rest);
}

}

void Wav::everyKindOfSampleIsRead_data()
{
    QTest::addColumn<QByteArray>("file");
    const auto row = [](const char* name, const std::string& file) {
        QTest::newRow(name) << QByteArray::fromStdString(file);
    };
    row("8 bits, without a sign", soundOf(1, uint8_t(192), uint8_t(0), uint8_t(128)));
    row("16 bits", soundOf(1, int16_t(16384), int16_t(-32768), int16_t(0)));
    row("24 bits",
        riff(soundFormat(1, 1, 24)
            + chunk("data", std::string("\0\0\x40\0\0\x80\0\0\0", 9)))); // odd: filled up
    row("32 bits", soundOf(1, int32_t(1 << 30), INT32_MIN, int32_t(0)));
    row("32 bits, real", soundOf(1, 0.5f, -1.0f, 0.0f));
    row("64 bits, real", soundOf(1, 0.5, -1.0, 0.0));
    row("16 bits, extensible",
        riff(extensible(1, 16)
            + chunk("data", stored(int16_t(16384), int16_t(-32768), int16_t(0)))));
    row("32 bits, real, extensible",
        riff(extensible(3, 32) + chunk("data", stored(0.5f, -1.0f, 0.0f))));
}

void Wav::everyKindOfSampleIsRead()
{
    QFETCH(QByteArray, file);
    const std::string bytes = file.toStdString();
    const auto wave = read(bytes);
    QVERIFY2(wave, wave ? "" : wave.error().text().c_str());
    QCOMPARE(wave->frames, 3);
    QCOMPARE(wave->rate, 8000);
    QCOMPARE(wave->samples(0, 3), Matrix({{Real(0.5), -1, 0}}));
    QCOMPARE(wave->samples(1, 1), Matrix({{-1}}));
}

void Wav::channelsAreRows()
{
    const std::string file = soundOf(2, 0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f);
    const auto wave = read(file);
    QVERIFY(wave);
    QCOMPARE(wave->samples(1, 2), Matrix({{0.3f, 0.5f}, {0.4f, 0.6f}}).cast<Real>().eval());
}

void Wav::aFileOfPythonIsRead()
{
    const std::string file = contentOf(dataPath("stereo.wav"));
    const auto wave = read(file);
    QVERIFY(wave);
    QCOMPARE(wave->rate, 16000);
    QCOMPARE(wave->channels, 2);
    QCOMPARE(wave->frames, 200);
    const Matrix samples = wave->samples(0, 200);
    for (Index t = 0; t < 200; ++t) {
        const double wanted = t < 50 ? 0 : 0.5 * std::sin(0.1 * static_cast<double>(t));
        QVERIFY(std::abs(samples(0, t) - wanted) < 1e-4);
        QVERIFY(std::abs(samples(1, t) + wanted / 2) < 1e-4);
    }
}

void Wav::otherChunksArePassedOver()
{
    const std::string file = riff(chunk("LIST", "odd") + soundFormat(3, 1, 32)
        + chunk("fact", stored(uint32_t(1))) + chunk("data", stored(0.5f)) + chunk("LIST", "end"));
    const auto wave = read(file);
    QVERIFY(wave);
    QCOMPARE(wave->samples(0, wave->frames), Matrix({{Real(0.5)}}));
}

void Wav::aLengthLeftOpenEndsWithTheFile_data()
{
    QTest::addColumn<quint32>("length");
    QTest::newRow("all ones") << 0xffffffff;
    QTest::newRow("zero") << 0u;
}

void Wav::aLengthLeftOpenEndsWithTheFile()
{
    QFETCH(quint32, length);
    const std::string file
        = riff(soundFormat(3, 1, 32) + "data" + stored(length) + stored(0.5f, 0.25f) + "\1");
    const auto wave = read(file);
    QVERIFY(wave);
    QCOMPARE(wave->frames, 2);
}

void Wav::whatIsNotReadIsNamed_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("said");
    const auto row = [](const char* name, const std::string& file, const char* said) {
        QTest::newRow(name) << QByteArray::fromStdString(file) << QString(said);
    };
    const std::string sound = chunk("data", stored(0.5f));
    row("empty", "", "found none");
    row("big-endian", "RIFX" + stored(uint32_t(4)) + "WAVE", "found RIFX");
    row("MP3", riff(soundFormat(0x55, 1, 16) + sound), "expected plain samples, found MP3");
    row("µ-law", riff(soundFormat(7, 1, 8) + sound), "µ-law");
    row("unknown", riff(soundFormat(1234, 1, 8) + sound), "the format 1234");
    row("MP3, extensible", riff(extensible(0x55, 16) + sound), "MP3");
    row("12 bits", riff(soundFormat(1, 1, 12) + sound), "found 12 bits");
    row("no channel", riff(soundFormat(1, 0, 16) + sound), "0 channels");
    row("no rate",
        riff(chunk("fmt ", stored(uint16_t(1), uint16_t(1), 0u, 0u, uint16_t(2), uint16_t(16)))
            + sound),
        "samples a second, found 0");
    row("no sample", riff(soundFormat(1, 1, 16) + chunk("data", "a")), "found no sample");
    row("no format", riff(sound), "the format before the sound");
    row("no sound", riff(soundFormat(3, 1, 32)), "expected a chunk of sound");
    row("too short", riff(soundFormat(3, 1, 32) + "data" + stored(uint32_t(400), 0.5f)),
        "expected 400 bytes of sound, found 4");
    row("short format", riff(chunk("fmt ", "abcd") + sound), "found 4");
}

void Wav::whatIsNotReadIsNamed()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, said);
    const auto wave = read(file.toStdString());
    QVERIFY(!wave);
    const QString error = QString::fromStdString(wave.error().text());
    QVERIFY2(error.contains("a.wav") && error.contains(said), qPrintable(error));
}

void Wav::cutFilesAreRefusedOrShorter()
{
    const std::string whole
        = riff(chunk("LIST", "odd") + extensible(1, 24) + chunk("data", std::string(60, '\1')));
    for (size_t length = 0; length < whole.size(); ++length) {
        const auto wave = read(whole.substr(0, length));
        QVERIFY(!wave || wave->frames < 20);
    }
}

void Wav::flippedBytesDoNoHarm()
{
    const std::string whole
        = riff(chunk("LIST", "odd") + extensible(1, 16) + chunk("data", std::string(64, '\1')));
    std::mt19937 random(1);
    for (int i = 0; i < 3000; ++i) {
        std::string file = whole;
        for (int flips = 0; flips < 3; ++flips)
            file[random() % file.size()] = static_cast<char>(random());
        if (const auto wave = read(file))
            QVERIFY(wave->samples(0, wave->frames).size() <= 64);
    }
}

QTEST_APPLESS_MAIN(Wav)
#include "tst_wav.moc"
