namespace OrleansTrading.Dashboard.Charts;

/// <summary>Maps a range of values to a range of pixels; either may run downwards.</summary>
internal readonly record struct LinearScale(double FromValue, double ToValue, double FromPixel, double ToPixel)
{
    public double this[double value] =>
        ToValue == FromValue ? FromPixel : FromPixel + ((value - FromValue) / (ToValue - FromValue) * (ToPixel - FromPixel));
}
