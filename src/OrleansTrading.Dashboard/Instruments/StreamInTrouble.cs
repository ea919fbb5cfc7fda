using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Dashboard.Instruments;

/// <summary>A stream that does not bring what it should.</summary>
/// <param name="Kind">Which.</param>
/// <param name="State">What it is in.</param>
/// <param name="Since">Since when, Unix milliseconds; null when that is not known.</param>
/// <param name="Quiet">For how long nothing has come, in words; null when nothing ever has.</param>
/// <param name="LastAction">What was last done to it.</param>
internal readonly record struct StreamInTrouble(StreamKind Kind, StreamState State, long? Since, string? Quiet, string? LastAction);
