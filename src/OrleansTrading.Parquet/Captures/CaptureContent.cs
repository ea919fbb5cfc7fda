namespace OrleansTrading.Parquet.Captures;

/// <summary>What a column of a capture holds.</summary>
public enum CaptureContent
{
    /// <summary>INT64.</summary>
    Id,

    /// <summary>Timestamp.</summary>
    Time,

    /// <summary>BOOLEAN.</summary>
    Flag,

    /// <summary>INT32.</summary>
    Count,

    /// <summary>DOUBLE: a result of arithmetic, which has no scale.</summary>
    Real,

    /// <summary>Decimal with at least the tick's digits where every value of the file is exactly that, else DOUBLE.</summary>
    Price,

    /// <summary>Likewise, with at least the step's digits.</summary>
    Quantity,

    /// <summary>Likewise, with at least eight digits.</summary>
    Fraction,
}
