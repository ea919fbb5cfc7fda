namespace OrleansTrading.Simulator.Okx;

/// <summary>Why a request is refused, by the venue's code.</summary>
internal sealed record OkxError(int Code, string Message);
