namespace EmbeddedEngine.Timers;

/// <summary>What call filters see of a timer's tick.</summary>
internal interface IGrainTimerTick
{
    Task InvokeCallbackAsync();
}
