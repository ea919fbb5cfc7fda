using OrleansTrading.TestKit.Fuzzing;

namespace OrleansTrading.Parquet.Tests.Fuzzing;

/// <summary>A run finds what its readers do to the memory of the process, in whichever thread they do it.</summary>
public sealed class FuzzMemoryTests
{
    private const int Megabyte = 1 << 20;

    private const double Share = 0.01;

    [Fact]
    public async Task Reader_ThatBelievesASizeInAnotherThread_IsFound()
    {
        var failure = await Should.ThrowAsync<FuzzException>(() => FuzzRun.RunAsync([Elsewhere(() => Make(256))], Share, new FuzzMemory { AllocatedAtMost = 64 * Megabyte }));
        failure.Message.ShouldContain("bytes were allocated by all threads");
        failure.Message.ShouldStartWith("elsewhere, seed ");
    }

    [Fact]
    public async Task Reader_ThatKeepsWhatItTookInAnotherThread_IsFound()
    {
        var kept = new List<byte[]>();
        var failure = await Should.ThrowAsync<FuzzException>(() => FuzzRun.RunAsync(
            [Elsewhere(() => kept.AddRange(kept.Count < 2 ? [Make(100)] : []))], Share, new FuzzMemory { HeldAtMost = 64 * Megabyte }));
        failure.Message.ShouldContain("bytes are held after it and the cases before");
        kept.Count.ShouldBe(2);
    }

    // Never touched: it costs no memory of the machine.
    private static byte[] Make(int megabytes) => GC.AllocateUninitializedArray<byte>(megabytes * Megabyte);

    private static FuzzTarget Elsewhere(Action read) => new("elsewhere", ["{}"u8.ToArray()], _ =>
    {
        var thread = new Thread(read.Invoke);
        thread.Start();
        thread.Join();
    });
}
