import ControlSocket
import Presentation
import Testing
import Varlink

@Suite struct `A complaint` {
    @Test func `keeps the socket's name and members`() {
        let reply = VarlinkErrorReply(
            name: RefusalKind.wrongState.fullName,
            parameters: ["state": "tripped", "needed": "Acknowledge first.", "message": "Not now."])
        let complaint = Complaint(.refused(.wrongState, reply))
        #expect(complaint.status == .tripped)
        #expect(
            JSONValue.object(complaint.json).text
                == #"{"error":"io.myotherm.Controller.WrongState","message":"Not now.","state":"tripped","#
                + #""needed":"Acknowledge first."}"#)
        #expect(complaint.text == "error: Not now.")
    }

    @Test func `lists every problem of a plan`() {
        let problems: JSONValue = [
            ["line": 3, "key": "forehead.rate", "message": "is out of range"], ["message": "is empty\u{1B}[2J"],
        ]
        let reply = VarlinkErrorReply(
            name: RefusalKind.invalidPlan.fullName, parameters: ["problems": problems, "message": "2 problems"])
        #expect(
            Complaint(.refused(.invalidPlan, reply)).text
                == "error: 2 problems\n  line 3: forehead.rate: is out of range\n  is empty·[2J")
    }

    @Test func `about an own failure has a plain name`() {
        #expect(Complaint(.notConnected(.socketNotFound(path: "/a"))).name == "NotConnected")
        #expect(Complaint(.notPermitted("x")).name == "NotPermitted")
        #expect(Complaint(.noAnswer(.connectionClosed(method: "a"))).name == "NoAnswer")
    }

    @Test func `about a parameter names it as the socket does`() {
        let complaint = Complaint(.invalidParameter("token"))
        #expect(complaint.json["error"] == "org.varlink.service.InvalidParameter")
        #expect(complaint.json["parameter"] == "token")
    }

    @Test func `does not let an error's members hide its name`() {
        let reply = VarlinkErrorReply(name: "io.example.E", parameters: ["error": "none", "message": "x"])
        #expect(Complaint(.otherRefusal(reply)).json["error"] == "io.example.E")
    }
}
