using System.Globalization;
using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Okx;

/// <summary>One public request on its way to an answer: its parameters, the venue's time, and the rows being written.</summary>
internal sealed class OkxCall(IQueryCollection query, OkxSwaps swaps, long now, long tellTime)
{
    public static OkxError UnknownInstrument { get; } = new(51001, "Instrument ID does not exist");

    public OkxSwaps Swaps { get; } = swaps;

    /// <summary>The venue's time in Unix milliseconds.</summary>
    public long Now { get; } = now;

    /// <summary>What the venue says that its time is: <see cref="Now"/> with any skew.</summary>
    public long TellTime { get; } = tellTime;

    /// <summary>Rows of the answer, separated by commas.</summary>
    public Utf8Buffer Json { get; } = new(4 * 1024);

    public static OkxError Invalid(string parameter) => new(51000, $"Parameter {parameter} error");

    public string Text(string name) => query[name].ToString();

    /// <summary>The one swap that the request must name.</summary>
    public OkxError? Swap(out OkxSwap swap)
    {
        swap = null!;
        if (Text("instId").Length == 0)
            return new OkxError(50014, "Parameter instId cannot be empty");
        if (!Swaps.TryFind(Text("instId"), out var found) || found.Listed.Market.FirstTime > Now)
            return UnknownInstrument;
        swap = found;
        return null;
    }

    /// <summary>The swap that the request names, or all that trade when it names none; none for other kinds of instruments.</summary>
    public OkxError? Some(out IReadOnlyList<OkxSwap> some)
    {
        some = [];
        var type = Text("instType");
        if (type is not ("SPOT" or "MARGIN" or "SWAP" or "FUTURES" or "OPTION"))
            return type.Length == 0 ? new OkxError(50014, "Parameter instType cannot be empty") : Invalid("instType");
        if (type != "SWAP")
            return null;
        if (Text("instId").Length > 0)
        {
            var error = Swap(out var swap);
            some = [swap];
            return error;
        }

        some = [.. Swaps.All.Where(swap => swap.Listed.Market.FirstTime <= Now)];
        return null;
    }

    public OkxError? Number(string name, long? standard, long least, long most, out long? value)
    {
        value = standard;
        if (Text(name).Length == 0)
            return null;
        var isNumber = long.TryParse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most;
        value = number;
        return isNumber ? null : Invalid(name);
    }

    /// <summary>Begins another row.</summary>
    public Utf8Buffer Row()
    {
        if (Json.Length > 0)
            Json.Byte((byte)',');
        return Json;
    }
}
