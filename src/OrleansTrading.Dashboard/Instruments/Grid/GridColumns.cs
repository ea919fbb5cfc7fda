namespace OrleansTrading.Dashboard.Instruments.Grid;

/// <summary>What of an instrument is shown beside its name.</summary>
[Flags]
public enum GridColumns
{
    None = 0,
    Last = 1,
    Change = 2,
    Hour = 4,
    Volume = 8,
    Book = 16,
    Spread = 32,
    Mark = 64,
    Funding = 128,
    OpenInterest = 256,
    Regime = 512,
    Score = 1024,
    Data = 2048,
    Streams = 4096,
    Lists = 8192,
}
