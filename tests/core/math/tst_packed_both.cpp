#include "tests/support/products.h"

using namespace rnnscope;

class TestPacked : public QObject {
    Q_OBJECT

private slots:
    void productIsEigens_data() { Products::addRows(); }
    void productIsEigens();
    void columnsDoNotDependOnTheirNeighbours();
};

void TestPacked::productIsEigens()
{
    QFETCH(int, units);
    QFETCH(int, blocks);
    QFETCH(int, columns);
    for (const Index width : {0, 1, 2, 3, 4, 5, 6, 7, 13}) {
        const Products products(units, blocks, columns, width);
        QVERIFY(products.isRight(products.oneByOne()));
        QVERIFY(products.isRight(products.together()));
    }
}

/// However many columns are multiplied at once, each has the same bits: so a stretch of steps may
/// be computed again by itself.
void TestPacked::columnsDoNotDependOnTheirNeighbours()
{
    Products products(33, 3, 37, 13);
    const Matrix all = products.together();
    const Matrix x = products.x;
    for (Index first = 0; first < x.cols(); ++first)
        for (Index count = 1; first + count <= x.cols(); ++count) {
            products.x = x.middleCols(first, count);
            QVERIFY(products.together() == all.middleCols(first, count));
        }
}

QTEST_APPLESS_MAIN(TestPacked)
#include "tst_packed_both.moc"
