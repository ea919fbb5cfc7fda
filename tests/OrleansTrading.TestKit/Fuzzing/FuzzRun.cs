using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace OrleansTrading.TestKit.Fuzzing;

/// <summary>
/// Gives a parser very many wrong payloads: it must neither break down, nor hang, nor take memory without bound. Each run has a new
/// seed; a failure tells it with the number of the case and the payload. The variables ORLEANS_TRADING_FUZZ_SEED and
/// ORLEANS_TRADING_FUZZ_CASES choose another run.
/// </summary>
public static class FuzzRun
{
    private const int UsualCases = 100_000;

    private const int AllocatedPerByte = 256;

    /// <summary>So often is looked at what the process holds.</summary>
    private const int CasesBetweenLooks = 1_000;

    /// <summary>Of the usual number of cases; more have more.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    /// <summary>What one payload may take: hundreds of times what it does take, so that a machine with much else to do is no failure.</summary>
    private static readonly TimeSpan SlowestAtMost = TimeSpan.FromSeconds(10);

    /// <param name="payloads">Genuine ones.</param>
    /// <param name="parse">Parses; throws for nothing but what it says it does, and looks at what came out.</param>
    /// <param name="share">Of the usual number of cases, for parsers that take longer.</param>
    /// <exception cref="FuzzException">What did not hold, with the seed and the payload.</exception>
    public static Task RunAsync(IEnumerable<byte[]> payloads, Action<byte[]> parse, double share = 1) =>
        RunAsync([new FuzzTarget("payloads", [.. payloads], parse)], share);

    /// <param name="targets">Readers that take turns, each with payloads of its own; together they have the number of cases.</param>
    /// <param name="share">Of the usual number of cases, for parsers that take longer.</param>
    /// <param name="memory">Bounds of the whole process; the usual ones unless given.</param>
    /// <exception cref="FuzzException">What did not hold, with the seed and the payload.</exception>
    public static async Task RunAsync(IReadOnlyList<FuzzTarget> targets, double share = 1, FuzzMemory? memory = null)
    {
        memory ??= new FuzzMemory();
        var mutators = targets.Select(target => new PayloadMutator(target.Payloads)).ToArray();
        var seed = Variable("ORLEANS_TRADING_FUZZ_SEED") ?? Random.Shared.Next();
        var usual = UsualCases * share;
        var cases = (int)(Variable("ORLEANS_TRADING_FUZZ_CASES") ?? usual);
        var current = Array.Empty<byte>();
        var running = Task.Factory.StartNew(
            () =>
            {
                for (var number = 0; number < cases; number++)
                {
                    var turn = number % targets.Count;
                    current = mutators[turn].Make(new Random(HashOf(seed, number)));
                    var isLook = number % CasesBetweenLooks == CasesBetweenLooks - 1 || number == cases - 1;
                    if (WrongWith(targets[turn], current, memory) is { } wrong)
                        throw Fail(wrong.What, wrong.Inner);
                    if (isLook && memory.JudgeHeld() is { } held)
                        throw Fail(held);

                    FuzzException Fail(string what, Exception? inner = null) =>
                        new($"{targets[turn].Name}, seed {seed}, case {number}: {what}\n{Encoding.UTF8.GetString(current)}", inner);
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (await Task.WhenAny(running, Task.Delay(Limit * Math.Max(1, cases / usual), TimeProvider.System)) != running)
            throw new FuzzException($"seed {seed}: it hangs at\n{Encoding.UTF8.GetString(current)}");
        await running;
    }

    private static (string What, Exception? Inner)? WrongWith(FuzzTarget target, byte[] payload, FuzzMemory memory)
    {
        var (before, beforeInAll, begun) = (GC.GetAllocatedBytesForCurrentThread(), GC.GetTotalAllocatedBytes(), Stopwatch.GetTimestamp());
        try
        {
            target.Parse(payload);
        }
        catch (Exception exception)
        {
            return ($"{exception.GetType().Name}: {exception.Message}", exception);
        }

        var (allocated, took) = (GC.GetAllocatedBytesForCurrentThread() - before, Stopwatch.GetElapsedTime(begun));
        if (allocated > target.AllocatedAtMost + (AllocatedPerByte * payload.LongLength))
            return ($"{allocated:N0} bytes were allocated for {payload.Length:N0}", null);
        if (memory.JudgeCase(beforeInAll, took) is { } beyond)
            return (beyond, null);
        return took > SlowestAtMost ? ($"it took {took.TotalSeconds:F1} s", null) : null;
    }

    private static int HashOf(long seed, int number) => unchecked((int)((seed * 2_654_435_761L) + (number * 40_503L)));

    private static long? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;
}
