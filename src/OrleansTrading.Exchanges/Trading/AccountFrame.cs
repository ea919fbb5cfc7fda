namespace OrleansTrading.Exchanges.Trading;

/// <summary>What a frame of an account's stream asks of its connection.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Text">What to send, why to connect anew, or what is wrong with it.</param>
public readonly record struct AccountFrame(AccountFrameKind Kind, string? Text = null)
{
    public static AccountFrame Handled { get; } = new(AccountFrameKind.Handled);

    public static AccountFrame Ready { get; } = new(AccountFrameKind.Ready);

    public static AccountFrame Unknown { get; } = new(AccountFrameKind.Unknown);

    public static AccountFrame Send(string message) => new(AccountFrameKind.Send, message);

    public static AccountFrame Reconnect(string reason) => new(AccountFrameKind.Reconnect, reason);

    public static AccountFrame Malformed(string reason) => new(AccountFrameKind.Malformed, reason);
}
