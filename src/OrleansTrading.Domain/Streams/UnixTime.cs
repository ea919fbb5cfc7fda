namespace OrleansTrading.Domain.Streams;

/// <summary>Which Unix times, in milliseconds, may be believed: from 1970 to the end of the year 9999, which is as far as dates go.</summary>
public static class UnixTime
{
    public const long Latest = 253_402_300_799_999;

    public static bool Holds(long milliseconds) => milliseconds is >= 0 and <= Latest;
}
