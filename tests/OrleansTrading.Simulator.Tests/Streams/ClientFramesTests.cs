using System.Buffers.Binary;
using System.Text;
using OrleansTrading.Simulator.Streams;

namespace OrleansTrading.Simulator.Tests.Streams;

public class ClientFramesTests
{
    [Fact]
    public async Task Message_InFragmentsWithAPingBetween_ComesWholeAfterThePing()
    {
        var frames = new ClientFrames(new MemoryStream([
            .. Frame(WebSocketFrame.Text, "{\"a\"", final: false), .. Frame(WebSocketFrame.Ping, "?"),
            .. Frame(WebSocketFrame.Continuation, ":1", final: false), .. Frame(WebSocketFrame.Continuation, "}"),
            .. Frame(WebSocketFrame.Text, "next", final: false), .. Frame(WebSocketFrame.Continuation, "!")]));
        (await NextAsync(frames)).ShouldBe((WebSocketFrame.Ping, "?"));
        (await NextAsync(frames)).ShouldBe((WebSocketFrame.Text, "{\"a\":1}"));
        (await NextAsync(frames)).ShouldBe((WebSocketFrame.Text, "next!"));
        (await frames.NextAsync(TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    [Fact]
    public async Task Message_AfterALongOneInFragments_MayBeLongAgain()
    {
        var half = new string('x', ClientFrames.LargestMessage / 2);
        var frames = new ClientFrames(new MemoryStream([
            .. Frame(WebSocketFrame.Text, half, final: false), .. Frame(WebSocketFrame.Continuation, half), .. Frame(WebSocketFrame.Text, half + half)]));
        (await NextAsync(frames)).Text.Length.ShouldBe(ClientFrames.LargestMessage);
        (await NextAsync(frames)).Text.Length.ShouldBe(ClientFrames.LargestMessage);
    }

    [Theory]
    [InlineData(long.MinValue + 5)]
    [InlineData(-1L)]
    [InlineData(long.MaxValue)]
    [InlineData(ClientFrames.LargestMessage + 1L)]
    public async Task Frame_OfAnImpossibleLength_BreaksTheProtocol(long length)
    {
        var head = new byte[14];
        head[0] = 0x80 | WebSocketFrame.Text;
        head[1] = 0x80 | 127;
        BinaryPrimitives.WriteInt64BigEndian(head.AsSpan(2), length);
        var frames = new ClientFrames(new MemoryStream([.. head, .. "hello"u8]));
        await Should.ThrowAsync<InvalidDataException>(async () => await frames.NextAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Fragments_LongerTogetherThanAMessageMayBe_BreakTheProtocol()
    {
        var half = new string('x', ClientFrames.LargestMessage / 2);
        var frames = new ClientFrames(new MemoryStream([
            .. Frame(WebSocketFrame.Text, half, final: false), .. Frame(WebSocketFrame.Continuation, half, final: false),
            .. Frame(WebSocketFrame.Continuation, "x")]));
        await Should.ThrowAsync<InvalidDataException>(async () => await frames.NextAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<(byte Opcode, string Text)> NextAsync(ClientFrames frames)
    {
        var (opcode, payload) = (await frames.NextAsync(TestContext.Current.CancellationToken))!.Value;
        return (opcode, Encoding.UTF8.GetString(payload.Span));
    }

    private static byte[] Frame(byte opcode, string text, bool final = true)
    {
        var head = new byte[14];
        head[0] = (byte)((final ? 0x80 : 0) | opcode);
        head[1] = 0x80 | 127;
        BinaryPrimitives.WriteInt64BigEndian(head.AsSpan(2), text.Length);
        return [.. head, .. Encoding.ASCII.GetBytes(text)];
    }
}
