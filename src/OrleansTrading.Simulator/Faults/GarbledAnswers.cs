namespace OrleansTrading.Simulator.Faults;

/// <summary>Answers to REST requests whose bodies are no answers: what was asked is done all the same, and the status is what it was.</summary>
internal static class GarbledAnswers
{
    /// <summary>In how many ways a body is spoilt, one after the other.</summary>
    public const int Ways = 5;

    private const byte NoText = 0xff;

    public static async Task HandleAsync(HttpContext context, SimulatorFaults faults, Func<HttpContext, Task> answer)
    {
        if (faults.HitGarble(context.Request.Path.Value ?? "") is not { } number)
        {
            await answer(context);
            return;
        }

        var body = context.Response.Body;
        using var meant = new MemoryStream();
        context.Response.Body = meant;
        try
        {
            await answer(context);
        }
        finally
        {
            context.Response.Body = body;
        }

        if (context.RequestAborted.IsCancellationRequested)
            return;
        var garbled = Spoil(meant.ToArray(), number);
        context.Response.ContentLength = garbled.Length;
        await body.WriteAsync(garbled, context.RequestAborted);
    }

    /// <summary>The body as somebody in between would have it.</summary>
    /// <param name="body">What was meant.</param>
    /// <param name="number">Which one it is.</param>
    public static byte[] Spoil(byte[] body, int number)
    {
        switch (number % Ways)
        {
            case 0:
                return body[..(body.Length * 2 / 3)];
            case 1:
                return [];
            case 2:
                return "<html><head><title>502 Bad Gateway</title></head><body>cloudfront</body></html>"u8.ToArray();
            case 3:
                return body is [(byte)'[', ..] ? "{}"u8.ToArray() : "[]"u8.ToArray();
            default:
                byte[] spoilt = [.. body];
                if (spoilt.Length > 0)
                    spoilt[spoilt.Length / 2] = NoText;
                return spoilt;
        }
    }
}
