namespace OrleansTrading.Grains.Capture;

/// <summary>What was recorded of one kind since the start.</summary>
/// <param name="Kind">For example <c>agg_trade</c>.</param>
/// <param name="Files">Files written.</param>
/// <param name="Rows">Rows in them.</param>
/// <param name="Bytes">Their length.</param>
/// <param name="Conflated">Rows merged into neighbours because the disk was too slow.</param>
/// <param name="LetGo">Rows not recorded because the disk took no files, or given up as they could not be written; trades are asked for again.</param>
/// <param name="Refused">Rows of times that cannot be.</param>
public sealed record CaptureKindStatus(string Kind, long Files, long Rows, long Bytes, long Conflated, long LetGo, long Refused);
