namespace OrleansTrading.Domain.Candles;

/// <summary>Candle lengths. Every one divides the next day boundary, so open times are multiples of the length since the Unix epoch.</summary>
public enum KlineInterval : byte
{
    OneMinute = 1,
    ThreeMinutes = 2,
    FiveMinutes = 3,
    FifteenMinutes = 4,
    ThirtyMinutes = 5,
    OneHour = 6,
    TwoHours = 7,
    FourHours = 8,
    SixHours = 9,
    EightHours = 10,
    TwelveHours = 11,
    OneDay = 12,
}
