namespace OrleansTrading.Exchanges.Streams;

/// <summary>Why a session ended.</summary>
/// <param name="Kind">What follows from it.</param>
/// <param name="Reason">For the log.</param>
internal readonly record struct SessionEnd(SessionEndKind Kind, string Reason);
