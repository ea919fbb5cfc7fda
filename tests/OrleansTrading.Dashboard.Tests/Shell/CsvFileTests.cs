using OrleansTrading.Dashboard.Shell;

namespace OrleansTrading.Dashboard.Tests.Shell;

public sealed class CsvFileTests
{
    [Fact]
    public void Cells_AreQuotedWhereNeeded_AndNoneIsAFormula()
    {
        var text = CsvFile.Text(["name", "value"], [["a,b", "-1.5"], ["say \"hi\"", "=SUM(A1)"], ["two\r\nlines", "@x"]]);
        text.ShouldBe("name,value\r\n\"a,b\",-1.5\r\n\"say \"\"hi\"\"\",'=SUM(A1)\r\n\"two\r\nlines\",'@x\r\n");
    }
}
