using OrleansTrading.Domain.Streams;
using static OrleansTrading.Storage.Tests.Records.Made;

namespace OrleansTrading.Storage.Tests.Records;

/// <summary>What is asked of the history of streams.</summary>
public abstract partial class RecordStoresConformance
{
    [Fact]
    public async Task ReadStreams_NothingSaved_GivesNothing()
    {
        (await Streams.ListAsync(Bitcoin, null, 0, long.MaxValue, 10, Token)).ShouldBeEmpty();
        (await Streams.ListLastAsync(Bitcoin, long.MaxValue, Token)).ShouldBeEmpty();
        (await Streams.PruneAsync(long.MaxValue, Token)).ShouldBe(0);
    }

    [Fact]
    public async Task AppendStreams_Changes_ReadBackWholeAndOldestFirst()
    {
        var stalled = Change(25, to: StreamState.Stalled, reason: "silent for 34 s \"é\"");
        await Streams.AppendAsync([stalled, Change(24, StreamKind.Kline)], Token);
        await Streams.AppendAsync([Change(23), Change(24, instrument: Ether)], Token);
        (await Streams.ListAsync(Bitcoin, null, At(0), At(99), 10, Token)).ShouldBe([Change(23), Change(24, StreamKind.Kline), stalled]);
        (await Streams.ListAsync(Ether, null, At(0), At(99), 10, Token)).ShouldBe([Change(24, instrument: Ether)]);
    }

    [Fact]
    public async Task ListStreams_ByKindTimeAndLimit_GivesTheNewestOfThem()
    {
        await Streams.AppendAsync([.. Enumerable.Range(0, 96).Select(hour => Change(hour, hour % 2 == 0 ? StreamKind.Trade : StreamKind.Depth))], Token);
        await Hours(StreamKind.Trade, 30, 34, 9).ShouldBeHours(30, 32, 34);
        await Hours(null, 30, 34, 9).ShouldBeHours(30, 31, 32, 33, 34);
        await Hours(null, 0, 99, 3).ShouldBeHours(93, 94, 95);
        await Hours(StreamKind.Depth, 40, 20, 9).ShouldBeHours();
        await Hours(StreamKind.Kline, 0, 99, 9).ShouldBeHours();
        await Hours(null, 0, 99, 0).ShouldBeHours();
        (await Streams.ListAsync(Bitcoin, null, At(48) - 1, At(48), 9, Token)).ShouldBe([Change(48)]);
        await Should.ThrowAsync<ArgumentException>(() => Streams.ListAsync(Bitcoin, null, 0, 1, -1, Token));
    }

    [Fact]
    public async Task ListLastStreams_BeforeAMoment_GivesOneOfEachKindHoweverOld()
    {
        await Streams.AppendAsync(
            [Change(1, StreamKind.Kline), Change(70), Change(71, to: StreamState.Down), Change(72), Change(71.5, instrument: Ether)], Token);
        (await Streams.ListLastAsync(Bitcoin, At(72), Token)).ShouldBe([Change(1, StreamKind.Kline), Change(71, to: StreamState.Down)]);
        (await Streams.ListLastAsync(Bitcoin, At(72) + 1, Token)).ShouldBe([Change(1, StreamKind.Kline), Change(72)]);
        (await Streams.ListLastAsync(Bitcoin, At(1), Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task AppendStreams_OfOneMoment_LastWins()
    {
        await Streams.AppendAsync([Change(1), Change(1, to: StreamState.Down)], Token);
        (await Streams.ListAsync(Bitcoin, null, At(0), At(9), 9, Token)).ShouldBe([Change(1, to: StreamState.Down)]);
        await Streams.AppendAsync([Change(1, to: StreamState.Stalled)], Token);
        (await Streams.ListLastAsync(Bitcoin, At(9), Token)).ShouldBe([Change(1, to: StreamState.Stalled)]);
    }

    [Fact]
    public async Task PruneStreams_BeforeATime_ForgetsWholeDaysAndNothingNewer()
    {
        await Streams.AppendAsync([.. Enumerable.Range(0, 5).Select(day => Change((day * 24) + 12))], Token);
        (await Streams.PruneAsync(At(48), Token)).ShouldBe(2);
        await Hours(null, 0, 999, 9).ShouldBeHours(60, 84, 108);
        (await Streams.PruneAsync(At(48), Token)).ShouldBe(0);
    }

    [Fact]
    public async Task AppendStreams_WhatCannotBe_IsRefusedAndNothingSaved()
    {
        await Should.ThrowAsync<ArgumentException>(() => Streams.AppendAsync([Change(1), Change(2) with { At = -1 }], Token));
        await Should.ThrowAsync<ArgumentException>(() => Streams.AppendAsync([Change(2) with { At = long.MaxValue }], Token));
        await ReadStreams_NothingSaved_GivesNothing();
    }

    private async Task<double[]> Hours(StreamKind? kind, double from, double to, int limit) =>
        [.. (await Streams.ListAsync(Bitcoin, kind, At(from), At(to), limit, Token)).Select(change => (change.At - Start) / (double)Hour)];
}

internal static class HourAssertions
{
    public static async Task ShouldBeHours(this Task<double[]> actual, params double[] expected) => (await actual).ShouldBe(expected);
}
