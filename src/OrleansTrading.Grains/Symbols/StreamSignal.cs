namespace OrleansTrading.Grains.Symbols;

/// <summary>What the connections say of one stream kind.</summary>
/// <param name="IsConnected">Whether the last word was "subscribed".</param>
/// <param name="Subscriptions">How often it was subscribed; a rise means that something may have been missed before it.</param>
internal readonly record struct StreamSignal(bool IsConnected, int Subscriptions);
