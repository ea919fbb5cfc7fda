namespace OrleansTrading.Domain.Books;

/// <summary>Why a book cannot be true.</summary>
public enum BookDefect : byte
{
    None = 0,

    /// <summary>A price that is not positive, or a quantity that is negative or no number.</summary>
    BadLevel = 1,

    /// <summary>The best bid is not below the best ask.</summary>
    Crossed = 2,

    /// <summary>More levels than the book's bounds allow.</summary>
    Overfull = 3,

    /// <summary>Levels out of order or twice.</summary>
    Unsorted = 4,
}
