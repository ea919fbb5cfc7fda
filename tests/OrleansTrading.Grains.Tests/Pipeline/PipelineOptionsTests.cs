using System.ComponentModel.DataAnnotations;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Grains.Pipeline;

namespace OrleansTrading.Grains.Tests.Pipeline;

public sealed class PipelineOptionsTests
{
    [Fact]
    public void PipelineOptions_Defaults_AreTheDocumentedOnes()
    {
        var options = new PipelineOptions();
        (options.Concurrency, options.MaximumFailedPercent, options.Candles).ShouldBe((8, 50, 300));
        new PipelineParameters().ParseIntervals().ShouldBe([KlineInterval.OneHour]);
        Defects(options).ShouldBeEmpty();
        Defects(new PipelineParameters()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0, 50, 300, nameof(PipelineOptions.Concurrency))]
    [InlineData(257, 50, 300, nameof(PipelineOptions.Concurrency))]
    [InlineData(8, -1, 300, nameof(PipelineOptions.MaximumFailedPercent))]
    [InlineData(8, 101, 300, nameof(PipelineOptions.MaximumFailedPercent))]
    [InlineData(8, 50, 59, nameof(PipelineOptions.Candles))]
    [InlineData(8, 50, 1501, nameof(PipelineOptions.Candles))]
    public void PipelineOptions_BeyondABound_AreRefused(int concurrency, int failed, int candles, string member) =>
        Defects(new PipelineOptions { Concurrency = concurrency, MaximumFailedPercent = failed, Candles = candles }).ShouldBe([member]);

    [Theory]
    [InlineData("")]
    [InlineData(" , ")]
    [InlineData("1h,7m")]
    public void PipelineParameters_BadIntervals_AreRefused(string intervals) =>
        Defects(new PipelineParameters { Intervals = intervals }).ShouldBe([nameof(PipelineParameters.Intervals)]);

    [Fact]
    public void PipelineParameters_Intervals_AreReadOnceAndInOrder() =>
        new PipelineParameters { Intervals = "4h, 15m,4h" }.ParseIntervals().ShouldBe([KlineInterval.FifteenMinutes, KlineInterval.FourHours]);

    private static string[] Defects(object options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        return [.. results.SelectMany(result => result.MemberNames)];
    }
}
