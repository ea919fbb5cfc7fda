namespace OrleansTrading.Grains.Symbols;

internal sealed partial class SymbolGrain
{
    private readonly SymbolHolds _holds = new(time);

    public Task EnsureLiveAsync()
    {
        _holds.IsPermanent = true;
        return FollowAsync();
    }

    public Task ReleaseAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task HoldAsync(string holder, TimeSpan duration)
    {
        _holds.Hold(holder, duration);
        return FollowAsync();
    }

    public Task LetGoAsync(string holder)
    {
        _holds.LetGo(holder);
        ReleaseIfNobodyHolds();
        return Task.CompletedTask;
    }

    private void ReleaseIfNobodyHolds()
    {
        if (!_holds.IsHeld)
            DeactivateOnIdle();
    }
}
