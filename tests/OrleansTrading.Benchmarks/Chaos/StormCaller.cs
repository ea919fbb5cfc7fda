namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>Asks as a client does that must know: again and again with the same words, until there is an answer.</summary>
internal sealed class StormCaller(StormLog log, SecretWatch secrets)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private long _asked;
    private long _answered;

    public long Asked => Interlocked.Read(ref _asked);

    public long Answered => Interlocked.Read(ref _answered);

    /// <summary>The answer; null when none came for so long that nobody would wait for it, or what came was none that a storm explains.</summary>
    public async Task<T?> AskAsync<T>(string what, Func<Task<T>> ask, Func<T, bool> isAnswer)
        where T : class
    {
        Interlocked.Increment(ref _asked);
        var (begun, until, last) = (log.Elapsed, log.Elapsed + Patience, "");
        while (log.Elapsed < until)
        {
            try
            {
                var answer = await ask();
                secrets.Look($"The answer to {what}", answer.ToString());
                if (isAnswer(answer))
                {
                    Interlocked.Increment(ref _answered);
                    if (log.Elapsed - begun > Long)
                        log.Say($"{what} was answered after {(log.Elapsed - begun).TotalSeconds:F1} s; before that: {last}");
                    return answer;
                }

                last = answer.ToString() ?? "";
            }
            catch (Exception failure) when (Expected.IsOfAStorm(failure))
            {
                last = failure.Message;
                secrets.Look($"The answer to {what}", failure.ToString());
            }
            catch (Exception failure)
            {
                log.Violate($"{what} was answered by {failure.GetType().Name}: {failure.Message}");
                return null;
            }

            await Task.Delay(Pause, TimeProvider.System);
        }

        log.Violate($"{what} was not answered within {Patience.TotalSeconds:0} s; the last was: {last}");
        return null;
    }
}
