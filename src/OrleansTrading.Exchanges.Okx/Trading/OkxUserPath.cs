namespace OrleansTrading.Exchanges.Okx.Trading;

/// <summary>A path of an account's streams, and what is asked for on it.</summary>
/// <param name="Path">Of the address.</param>
/// <param name="Subscribe">The request for its channels.</param>
/// <param name="Channels">How many they are; each is confirmed.</param>
internal sealed record OkxUserPath(string Path, string Subscribe, int Channels)
{
    public static OkxUserPath Orders { get; } = new(
        "/ws/v5/private", "{\"op\":\"subscribe\",\"args\":[{\"channel\":\"orders\",\"instType\":\"SWAP\"},{\"channel\":\"balance_and_position\"}]}", 2);

    public static OkxUserPath Conditionals { get; } = new(
        "/ws/v5/business",
        "{\"op\":\"subscribe\",\"args\":[{\"channel\":\"orders-algo\",\"instType\":\"SWAP\"},{\"channel\":\"algo-advance\",\"instType\":\"SWAP\"}]}", 2);
}
