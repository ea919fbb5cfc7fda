namespace OrleansTrading.Simulator.Rest;

/// <summary>
/// Request weight by minutes of the wall clock. Beyond the limit requests get 429 until the minute is over; who goes on
/// all the same is banned with 418.
/// </summary>
internal sealed class RateLimiter(TimeProvider time, int limit)
{
    /// <summary>Requests after the first 429 within a minute that lead to the ban.</summary>
    public const int PatienceAfterLimit = 10;

    private static readonly TimeSpan Ban = TimeSpan.FromMinutes(2);

    private readonly Lock _lock = new();
    private long _minute = long.MinValue;
    private int _used;
    private int _refused;
    private DateTimeOffset _bannedUntil = DateTimeOffset.MinValue;

    /// <summary>Takes the weight; the answer says with which status the request is to be refused, if it is.</summary>
    public Verdict Take(int weight)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var minute = now.ToUnixTimeSeconds() / 60;
            if (minute != _minute)
            {
                _minute = minute;
                _used = 0;
                _refused = 0;
            }

            if (now < _bannedUntil)
            {
                return new Verdict(StatusCodes.Status418ImATeapot, _used, Seconds(_bannedUntil - now), _bannedUntil);
            }

            _used += weight;
            if (_used <= limit)
            {
                return new Verdict(0, _used, 0, default);
            }

            if (++_refused > PatienceAfterLimit)
            {
                _bannedUntil = now + Ban;
                return new Verdict(StatusCodes.Status418ImATeapot, _used, Seconds(Ban), _bannedUntil);
            }

            var next = DateTimeOffset.FromUnixTimeSeconds((minute + 1) * 60);
            return new Verdict(StatusCodes.Status429TooManyRequests, _used, Seconds(next - now), default);
        }
    }

    private static int Seconds(TimeSpan span) => (int)Math.Ceiling(span.TotalSeconds);

    /// <param name="Status">0 when the request may pass.</param>
    internal readonly record struct Verdict(int Status, int UsedWeight, int RetryAfterSeconds, DateTimeOffset BannedUntil);
}
