namespace OrleansTrading.Storage.Files;

/// <summary>How far the records of a segment, up to one of them, are out of order; see <see cref="SegmentFormat"/>.</summary>
internal readonly record struct SegmentOrder(int LastDisordered, int Disordered);
