using OrleansTrading.Benchmarks.Running;
using OrleansTrading.TestKit;
using static OrleansTrading.Benchmarks.Tests.Running.Runs;

namespace OrleansTrading.Benchmarks.Tests.Running;

public sealed class RunReportTests
{
    [Fact]
    public async Task Report_WrittenAndRead_IsTheSame()
    {
        using var directory = new TemporaryDirectory();
        var path = Path.Combine(directory.Path, "report.json");
        var report = Of(1.25, Time(0.1, 5), Rate(1e9), Bytes(double.PositiveInfinity), Time(double.NaN, unit: "µs"));
        await report.WriteAsync(path);
        var read = await RunReport.ReadAsync(path);
        read.Figures.ShouldBe(report.Figures);
        read.Results.ShouldHaveSingleItem().ShouldBe(report.Results[0] with { Figures = read.Results[0].Figures });
        read.Machine.ShouldBe(report.Machine);
        (read.Command, read.StartedAt, read.Settings).ShouldBe((report.Command, report.StartedAt, report.Settings));
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("{}")]
    [InlineData("null")]
    public async Task File_ThatIsNoReport_IsRefused(string content)
    {
        using var directory = new TemporaryDirectory();
        var path = Path.Combine(directory.Path, "report.json");
        await File.WriteAllTextAsync(path, content, TestContext.Current.CancellationToken);
        (await Should.ThrowAsync<InvalidDataException>(() => RunReport.ReadAsync(path))).Message.ShouldContain(path);
    }
}
