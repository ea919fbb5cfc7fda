namespace OrleansTrading.Grains.Capture;

/// <summary>Keys of the recording's alerts: each begins like this and ends with the name of the silo that raises it.</summary>
internal static class CaptureAlerts
{
    public const string Paused = "capture-paused/";
    public const string HeldBack = "capture-held-back/";
    public const string Stuck = "capture-stuck/";
    public const string Damaged = "capture-damaged/";

    private static readonly string[] _all = [Paused, HeldBack, Stuck, Damaged];

    public static bool IsOne(string key) => _all.Any(beginning => key.StartsWith(beginning, StringComparison.Ordinal));

    public static bool IsOf(string silo, string key) => _all.Any(beginning => key == beginning + silo);
}
