namespace OrleansTrading.Simulator.Market;

/// <summary>What was recorded beside trades. Each answer is the newest record's at a time, and null before the first.</summary>
internal interface IRecordedFunding
{
    /// <summary>In 10^-8.</summary>
    long? MarkPrice(long time);

    /// <summary>In 10^-8.</summary>
    long? IndexPrice(long time);

    /// <summary>In 10^-8.</summary>
    long? Rate(long time);

    /// <summary>In base units.</summary>
    decimal? OpenInterest(long time);
}
