using Microsoft.Extensions.Logging.Abstractions;
using OrleansTrading.Dashboard.Instruments.Marks;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.TestKit;

namespace OrleansTrading.Dashboard.Tests.Instruments.Marks;

public sealed class MarkRefreshTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly DashboardOptions _options = new();
    private readonly MadeUpMarks _reader = new();
    private readonly MarkRefresh _refresh;
    private ChartMarks _marks = ChartMarks.None;

    public MarkRefreshTests() => _refresh = new MarkRefresh(InstrumentId.Parse("binance:BTCUSDT"), _reader, _options, _time, NullLogger.Instance);

    [Fact]
    public async Task HarmedAccount_IsNamed_AndItsFillsStay_AndSoDoesEverythingElse()
    {
        await NextAsync();
        await NextAsync();
        Shown().ShouldBe(["signal/1", "fill/b/1", "fill/a/1"]);
        _reader.Failing = "a";
        _reader.Executions = 2;
        await NextAsync();
        Shown().ShouldBe(["signal/1", "fill/b/2", "fill/b/1", "fill/a/1"]);
        (_marks.Silent.AsSpan().SequenceEqual(["a"]), _marks.SignalsFailed, _marks.AccountsFailed).ShouldBe((true, false, false));
        _reader.Failing = "";
        await NextAsync();
        _marks.Silent.ShouldBeEmpty();
        Shown().ShouldContain("fill/a/2");
    }

    [Fact]
    public async Task SilentAccount_IsNamedAfterAsLongAsACallMayTake_AndKeepsNothingElseBack()
    {
        await NextAsync();
        _reader.Hanging = "a";
        await NextAsync();
        (_marks.Silent.IsEmpty, Shown().Contains("fill/b/1")).ShouldBe((true, true));
        await NextAsync();
        _marks.Silent.ShouldBe(["a"]);
    }

    private List<string> Shown() => [.. _marks.Signals.Concat(_marks.Fills).Select(mark => mark.Key)];

    private async Task NextAsync()
    {
        _time.Advance(TimeSpan.FromSeconds(3));
        var next = _refresh.RefreshAsync(_marks, TestContext.Current.CancellationToken);
        if (!next.IsCompleted)
            _time.Advance(_options.FrameBudget);
        _marks = await next.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    private sealed class MadeUpMarks : IMarkReader
    {
        public string Failing { get; set; } = "";

        public string Hanging { get; set; } = "";

        /// <summary>Executions of each account.</summary>
        public int Executions { get; set; } = 1;

        public Task<IReadOnlyList<ChartMark>> GetSignalsAsync(InstrumentId instrument) => Task.FromResult<IReadOnlyList<ChartMark>>([new ChartMark("signal/1", 1, 1, true)]);

        public Task<IReadOnlyList<string>> GetAccountsAsync() => Task.FromResult<IReadOnlyList<string>>(["a", "b"]);

        public Task<IReadOnlyList<ChartMark>> GetFillsAsync(string account, InstrumentId instrument)
        {
            if (account == Failing)
                return Task.FromException<IReadOnlyList<ChartMark>>(new IOException("told to fail"));
            if (account == Hanging)
                return new TaskCompletionSource<IReadOnlyList<ChartMark>>().Task;
            return Task.FromResult<IReadOnlyList<ChartMark>>(
                [.. Enumerable.Range(1, Executions).Reverse().Select(i => new ChartMark($"fill/{account}/{i}", (10 * i) + account[0], 1, true) { Account = account })]);
        }
    }
}
