namespace OrleansTrading.Storage.Records;

/// <summary>Where the newest frame of a record lies in its day's file, and what a query may choose by without reading it.</summary>
/// <param name="Offset">Where its frame begins.</param>
/// <param name="Size">Bytes of its frame.</param>
/// <param name="Time">Its time, Unix milliseconds.</param>
/// <param name="Tag">One small value of it, for example a state.</param>
/// <param name="Group">What it belongs to, for example a job.</param>
internal readonly record struct RecordEntry(long Offset, int Size, long Time, byte Tag, string Group);
