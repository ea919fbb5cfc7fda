using FsCheck;
using FsCheck.Fluent;
using OrleansTrading.Domain.Books;

namespace OrleansTrading.Domain.Tests.Books;

public sealed class BookSyncTests
{
    /// <summary>
    /// Whatever becomes of the messages on their way, and however late or old the snapshots are: a book that says it is live is the
    /// venue's at its last id, and one that hears everything for a while comes to be live.
    /// </summary>
    [Fact]
    public void BookSync_LossDuplicatesReorderAndLateSnapshots_IsTrueOrNotLive() =>
        Prop.ForAll<int>(seed =>
        {
            var run = new BookSyncRun(seed);
            for (var i = 0; i < 400; i++)
                run.Step(troubled: true);
            run.Recover();
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void BookSync_ByTheVenuesRules_AppliesFromTheDiffThatSpansTheSnapshot()
    {
        var sync = Subscribed();
        sync.WantsSnapshot.ShouldBeTrue();
        sync.OnDiff(Diff(90, 95)).ShouldBe(BookStep.Ignored);
        var ticket = sync.Begin();
        sync.OnDiff(Diff(95, 100, bid: new(9, 7))).ShouldBe(BookStep.Buffered);
        sync.OnDiff(Diff(100, 110, bid: new(10, 2))).ShouldBe(BookStep.Buffered);
        sync.OnDiff(Diff(110, 120, bid: new(10, 3))).ShouldBe(BookStep.Buffered);

        Complete(sync, ticket, lastUpdateId: 105).ShouldBe(BookStep.Loaded);
        (sync.Phase, sync.LastUpdateId, sync.EventTime, sync.WantsSnapshot).ShouldBe((BookPhase.Live, 120, 120_000, false));
        sync.Book.BestBid.ShouldBe(new BookLevel(10, 3));
        sync.OnDiff(Diff(110, 120)).ShouldBe(BookStep.Repeated);
        sync.OnDiff(Diff(120, 130, bid: new(10, 4))).ShouldBe(BookStep.Applied);
        sync.OnDiff(Diff(135, 140)).ShouldBe(BookStep.Gap);
        (sync.Phase, sync.Book.BidCount, sync.WantsSnapshot).ShouldBe((BookPhase.Syncing, 0, true));
    }

    [Theory]
    [InlineData(94, BookStep.Stale)]
    [InlineData(95, BookStep.Loaded)]
    [InlineData(97, BookStep.Loaded)]
    [InlineData(100, BookStep.Loaded)]
    [InlineData(101, BookStep.Loaded)]
    public void BookSync_SnapshotOlderThanTheBuffer_IsRefused(long lastUpdateId, BookStep expected)
    {
        var sync = Subscribed();
        sync.OnDiff(Diff(90, 95));
        var ticket = sync.Begin();
        sync.OnDiff(Diff(95, 100));
        Complete(sync, ticket, lastUpdateId).ShouldBe(expected);
        sync.Phase.ShouldBe(expected == BookStep.Loaded ? BookPhase.Live : BookPhase.Syncing);

        // What was put aside serves the next snapshot.
        if (expected == BookStep.Loaded)
            return;
        Complete(sync, sync.Begin(), 98).ShouldBe(BookStep.Loaded);
        sync.LastUpdateId.ShouldBe(100);
    }

    [Fact]
    public void BookSync_SnapshotOlderThanWhatWasSeenBeforeTheRequest_IsRefused()
    {
        var sync = Subscribed();
        sync.OnDiff(Diff(90, 95));
        Complete(sync, sync.Begin(), 94).ShouldBe(BookStep.Stale);
        Complete(sync, sync.Begin(), 95).ShouldBe(BookStep.Loaded);
    }

    [Fact]
    public void BookSync_QuietMarket_IsLiveByTheSnapshotAlone()
    {
        var sync = Subscribed();
        Complete(sync, sync.Begin(), 100).ShouldBe(BookStep.Loaded);
        sync.OnDiff(Diff(100, 104)).ShouldBe(BookStep.Applied);
        sync.OnDiff(Diff(104, 106)).ShouldBe(BookStep.Applied);
    }

    [Fact]
    public void BookSync_DiffMissingAfterTheSnapshot_IsFound()
    {
        var sync = Subscribed();
        Complete(sync, sync.Begin(), 100).ShouldBe(BookStep.Loaded);
        sync.OnDiff(Diff(101, 104)).ShouldBe(BookStep.Gap);
    }

    [Fact]
    public void BookSync_InterruptedDuringTheRequest_ForgetsTheAnswer()
    {
        var sync = Subscribed();
        var ticket = sync.Begin();
        sync.OnInterrupted();
        sync.OnSubscribed();
        Complete(sync, ticket, 100).ShouldBe(BookStep.Outdated);
        sync.WantsSnapshot.ShouldBeTrue();
    }

    [Fact]
    public void BookSync_WhileInterrupted_AsksForNothingThatWouldGrowOldUnnoticed()
    {
        var sync = Subscribed();
        Complete(sync, sync.Begin(), 100).ShouldBe(BookStep.Loaded);
        sync.OnInterrupted();
        (sync.Phase, sync.WantsSnapshot).ShouldBe((BookPhase.Syncing, false));
        sync.OnSubscribed();
        sync.WantsSnapshot.ShouldBeTrue();

        sync.OnInterrupted();
        sync.OnDiff(Diff(100, 110)).ShouldBe(BookStep.Ignored);
        sync.WantsSnapshot.ShouldBeTrue("what comes says that the stream flows, also where nobody has said so");
    }

    [Fact]
    public void BookSync_ThinSide_IsRefilledWithoutAMomentOfDoubt()
    {
        var sync = new BookSync(new BookRules(Levels: 100, RefillBelow: 3));
        sync.OnSubscribed();
        sync.Complete(sync.Begin(), 100, 1, [new(10, 1), new(9, 1), new(8, 1)], [new(11, 1)], asked: 3).ShouldBe(BookStep.Loaded);
        sync.WantsSnapshot.ShouldBeFalse();
        sync.OnDiff(Diff(100, 101, bid: new(10, 0))).ShouldBe(BookStep.Applied);
        sync.WantsSnapshot.ShouldBeTrue();

        var old = sync.Begin();
        sync.OnDiff(Diff(101, 102, bid: new(9, 5))).ShouldBe(BookStep.Applied);
        Complete(sync, old, lastUpdateId: 90).ShouldBe(BookStep.Stale);
        sync.Phase.ShouldBe(BookPhase.Live);
        sync.Complete(sync.Begin(), 102, 1, [new(9, 5), new(8, 1), new(7, 1)], [new(11, 1)], asked: 3).ShouldBe(BookStep.Loaded);
        (sync.WantsSnapshot, sync.Book.BidCount, sync.LastUpdateId).ShouldBe((false, 3, 102));

        foreach (var price in (double[])[9, 8])
            sync.OnDiff(Diff(sync.LastUpdateId, sync.LastUpdateId + 1, bid: new(price, 0))).ShouldBe(BookStep.Applied);
        sync.OnDiff(Diff(104, 105, bid: new(7, 0))).ShouldBe(BookStep.Exhausted);
        sync.Phase.ShouldBe(BookPhase.Syncing);
    }

    [Fact]
    public void BookSync_CrossedBook_IsADefectAndWantsASnapshot()
    {
        var sync = Subscribed();
        Complete(sync, sync.Begin(), 100).ShouldBe(BookStep.Loaded);
        sync.OnDiff(Diff(100, 101, bid: new(11, 1))).ShouldBe(BookStep.Defect);
        (sync.Defect, sync.Phase, sync.WantsSnapshot).ShouldBe((BookDefect.Crossed, BookPhase.Syncing, true));
    }

    [Fact]
    public void BookSync_BufferTooSmall_WaitsForALaterSnapshot()
    {
        var sync = new BookSync(new BookRules(Levels: 10, BufferLevels: 2));
        var ticket = sync.Begin();
        for (var id = 100; id < 105; id++)
            sync.OnDiff(Diff(id, id + 1, bid: new(9, id))).ShouldBe(BookStep.Buffered);
        Complete(sync, ticket, 101).ShouldBe(BookStep.Stale);
        Complete(sync, sync.Begin(), 104).ShouldBe(BookStep.Loaded);
        (sync.LastUpdateId, sync.Phase).ShouldBe((105, BookPhase.Live));
    }

    [Fact]
    public void BookSync_StreamedBook_BeginsWithTheWholeAndIsNeverAskedFor()
    {
        var sync = new BookSync(new BookRules(Levels: 2, IsStreamed: true));
        sync.Phase.ShouldBe(BookPhase.Absent);
        sync.OnSubscribed();
        sync.OnDiff(Diff(1, 2)).ShouldBe(BookStep.Ignored);
        sync.OnDiff(new BookDiff(1, 0, 5, [new(10, 1), new(9, 1)], [new(11, 1)], isWhole: true)).ShouldBe(BookStep.Loaded);
        sync.OnDiff(Diff(1, 2, bid: new(10.5, 1))).ShouldBe(BookStep.Applied);
        (sync.Book.BidCount, sync.Book.BestBid).ShouldBe((2, new BookLevel(10.5, 1)));
        sync.OnDiff(Diff(3, 4)).ShouldBe(BookStep.Gap);
        (sync.Phase, sync.WantsSnapshot).ShouldBe((BookPhase.Syncing, false));
        sync.OnDiff(new BookDiff(1, 0, 6, [new(10, 1)], [new(11, 1)], isWhole: true)).ShouldBe(BookStep.Loaded);
        (sync.Phase, sync.LastUpdateId).ShouldBe((BookPhase.Live, 1));
    }

    private static BookSync Subscribed()
    {
        var sync = new BookSync(new BookRules(Levels: 10));
        sync.Phase.ShouldBe(BookPhase.Absent);
        sync.OnSubscribed();
        return sync;
    }

    private static BookDiff Diff(long previous, long final, BookLevel? bid = null) =>
        new(final, previous, final * 1_000, bid is { } level ? new[] { level } : [], []);

    private static BookStep Complete(BookSync sync, long ticket, long lastUpdateId) =>
        sync.Complete(ticket, lastUpdateId, lastUpdateId * 1_000, [new(10, 1), new(9, 1)], [new(11, 1)], asked: 5);
}
