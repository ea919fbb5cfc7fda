namespace OrleansTrading.Grains.Capture;

/// <summary>How long ago anything was heard of any symbol; null when nothing ever was. Exact to about a second.</summary>
internal readonly record struct CaptureAge(TimeSpan? Trade, TimeSpan? Book);
