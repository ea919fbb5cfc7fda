using OrleansTrading.Exchanges.Errors;

namespace OrleansTrading.Exchanges.Binance.Environment;

/// <summary>
/// Where the venue is reached. Live and testnet addresses are those of the venue's documentation
/// (https://developers.binance.com/docs/derivatives/usds-margined-futures/general-info); the simulator's is told by
/// configuration, or by whoever starts one. Thread-safe.
/// </summary>
public sealed class BinanceEnvironment
{
    private readonly Uri? _rest;
    private readonly Uri? _streams;
    private Uri? _simulator;

    public BinanceEnvironment(BinanceOptions options)
    {
        Kind = options.Environment;
        _rest = Parse(options.RestAddress) ?? Kind switch
        {
            BinanceEnvironmentKind.Live => new Uri("https://fapi.binance.com"),
            BinanceEnvironmentKind.Testnet => new Uri("https://demo-fapi.binance.com"),
            _ => null,
        };
        _streams = Parse(options.StreamAddress) ?? Kind switch
        {
            BinanceEnvironmentKind.Live => new Uri("wss://fstream.binance.com"),
            BinanceEnvironmentKind.Testnet => new Uri("wss://fstream.binancefuture.com"),
            _ => null,
        };
        if (Kind == BinanceEnvironmentKind.Simulator)
            _simulator = Parse(options.SimulatorAddress);
    }

    public BinanceEnvironmentKind Kind { get; }

    /// <summary>Whether a simulator is wanted and nobody has said where it is: the host is to start one and call <see cref="UseSimulator"/>.</summary>
    public bool NeedsSimulator =>
        Kind == BinanceEnvironmentKind.Simulator && (_rest is null || _streams is null) && Volatile.Read(ref _simulator) is null;

    /// <summary>Base of REST requests.</summary>
    /// <exception cref="VenueException">The simulator's address is not known yet.</exception>
    public Uri RestAddress => _rest ?? Simulator;

    /// <summary>Base of stream connections, ws or wss.</summary>
    /// <exception cref="VenueException">The simulator's address is not known yet.</exception>
    public Uri StreamAddress => _streams ?? new UriBuilder(Simulator) { Scheme = Simulator.Scheme == Uri.UriSchemeHttps ? "wss" : "ws" }.Uri;

    /// <summary>
    /// How long after its close time the venue may still change a candle that REST hands out: on the real venue the
    /// last trades of a candle are counted up to two seconds late; a simulated candle is final at its close.
    /// </summary>
    public TimeSpan KlineSettleTime => Kind == BinanceEnvironmentKind.Simulator ? TimeSpan.Zero : TimeSpan.FromSeconds(2);

    private Uri Simulator => Volatile.Read(ref _simulator) ?? throw new VenueException(
        ErrorKind.Unavailable, isTransient: true, "The simulator's address is not known: set Venues:Binance:SimulatorAddress, or have the host start a simulator.");

    /// <summary>A simulator listens at <paramref name="address"/> (http or https). Before this, requests fail as unavailable and are repeated.</summary>
    public void UseSimulator(Uri address)
    {
        if (Kind != BinanceEnvironmentKind.Simulator)
            throw new InvalidOperationException($"The environment is {Kind}; a simulator is used in Simulator only.");
        Volatile.Write(ref _simulator, address);
    }

    private static Uri? Parse(string? address) => string.IsNullOrWhiteSpace(address) ? null : new Uri(address, UriKind.Absolute);
}
