using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Storage.Files;

namespace OrleansTrading.Storage.Tests.Files;

public sealed class SegmentFormatTests
{
    [Fact]
    public void Checksum_KnownTexts_IsCrc32C()
    {
        SegmentFormat.Checksum(Encoding.ASCII.GetBytes("123456789")).ShouldBe(0xE3069283u);
        SegmentFormat.Checksum(new byte[32]).ShouldBe(0x8A9136AAu);
    }

    [Theory]
    [InlineData(KlineInterval.OneMinute, "2026-02-28T23:59:00Z", "2026-02.klines", "2026-02-01T00:00:00Z")]
    [InlineData(KlineInterval.FifteenMinutes, "2026-03-01T00:00:00Z", "2026-03.klines", "2026-03-01T00:00:00Z")]
    [InlineData(KlineInterval.ThirtyMinutes, "2026-02-28T23:30:00Z", "2026.klines", "2026-01-01T00:00:00Z")]
    [InlineData(KlineInterval.OneDay, "2025-12-31T00:00:00Z", "2025.klines", "2025-01-01T00:00:00Z")]
    public void Span_OfACandle_IsItsMonthOrYear(KlineInterval interval, string time, string file, string start)
    {
        var startOf = SegmentSpan.StartOf(interval, DateTimeOffset.Parse(time).ToUnixTimeMilliseconds());
        startOf.ShouldBe(DateTimeOffset.Parse(start).ToUnixTimeMilliseconds());
        SegmentSpan.FileNameOf(interval, startOf).ShouldBe(file);
        SegmentSpan.TryParseFileName(interval, file, out var parsed).ShouldBeTrue();
        parsed.ShouldBe(startOf);
    }

    [Theory]
    [InlineData("2026-13.klines")]
    [InlineData("2026.klines")]
    [InlineData("2026-01.klines.tmp")]
    [InlineData("notes.txt")]
    public void Span_OfAnotherFile_IsNone(string file) => SegmentSpan.TryParseFileName(KlineInterval.OneMinute, file, out _).ShouldBeFalse();

    [Fact]
    public void Name_AnyInstrument_RoundTripsAndIsSafe()
    {
        var symbol = Gen.Elements("ABCXYZ019_-.ßÄ币漢字".ToArray()).NonEmptyListOf().Select(letters => string.Concat(letters.Take(64))).Where(text => InstrumentId.TryParse($"a:{text}", out _));
        Prop.ForAll(symbol.ToArbitrary(), Gen.Elements(KlineIntervals.All.AsEnumerable()).ToArbitrary(), (text, interval) =>
        {
            var series = new StoredSeries(new InstrumentId("binance", text), interval);
            var name = SeriesName.Of(series);
            return name.All(c => char.IsAsciiLetterOrDigit(c) || c is '~' or '%' or '_' or '-' or '.') && name.Length <= 255
                && SeriesName.TryParse(name, out var parsed) && parsed == series;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Theory]
    [InlineData("binance~BTCUSDT")]
    [InlineData("binance~BTCUSDT~7m")]
    [InlineData("binance~btc~1m")]
    [InlineData("binance~%zz~1m")]
    [InlineData("lost+found")]
    public void Name_NotOfASeries_IsNone(string name) => SeriesName.TryParse(name, out _).ShouldBeFalse();
}
